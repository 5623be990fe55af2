extension APISchema {
    /// The fields of everything inside a PodSpec and a PodFailurePolicy, of releases 1.20 and 1.37
    /// (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec); a test compares them
    /// with the schemas of Kubernetes.
    ///
    /// `TYPE { FIELD:KIND … }`, where a field without a kind is a string and one with `!` has to be there. Kinds are
    /// those of ``APIType``, names of types, and `[KIND]` for lists.
    static let declared = """
        PodSpec { activeDeadlineSeconds:integer affinity:Affinity automountServiceAccountToken:boolean
            containers!:[Container] dnsConfig:PodDNSConfig dnsPolicy enableServiceLinks:boolean
            ephemeralContainers:[EphemeralContainer] evictionResponders:[EvictionResponder] hostAliases:[HostAlias]
            hostIPC:boolean hostNetwork:boolean hostPID:boolean hostUsers:boolean hostname hostnameOverride
            imagePullSecrets:[LocalObjectReference] initContainers:[Container] nodeName nodeSelector:map os:PodOS
            overhead:quantities preemptionPolicy priority:integer priorityClassName
            readinessGates:[PodReadinessGate] resourceClaims:[PodResourceClaim] resources:ResourceRequirements
            restartPolicy runtimeClassName schedulerName schedulingGates:[PodSchedulingGate]
            schedulingGroup:PodSchedulingGroup securityContext:PodSecurityContext serviceAccount serviceAccountName
            setHostnameAsFQDN:boolean shareProcessNamespace:boolean subdomain terminationGracePeriodSeconds:integer
            tolerations:[Toleration] topologySpreadConstraints:[TopologySpreadConstraint] volumes:[Volume] }
        TopologySpreadConstraint { labelSelector:LabelSelector matchLabelKeys:[string] maxSkew!:integer
            minDomains:integer nodeAffinityPolicy nodeTaintsPolicy topologyKey! whenUnsatisfiable! }
        LabelSelector { matchExpressions:[LabelSelectorRequirement] matchLabels:map }
        LabelSelectorRequirement { key! operator! values:[string] }
        PodSecurityContext { appArmorProfile:AppArmorProfile fsGroup:integer fsGroupChangePolicy runAsGroup:integer
            runAsNonRoot:boolean runAsUser:integer seLinuxChangePolicy seLinuxOptions:SELinuxOptions
            seccompProfile:SeccompProfile supplementalGroups:[integer] supplementalGroupsPolicy sysctls:[Sysctl]
            windowsOptions:WindowsSecurityContextOptions }
        SeccompProfile { localhostProfile type! }
        SELinuxOptions { level role type user }
        WindowsSecurityContextOptions { gmsaCredentialSpec gmsaCredentialSpecName hostProcess:boolean runAsUserName }
        Sysctl { name! value! }
        AppArmorProfile { localhostProfile type! }
        HostAlias { hostnames:[string] ip! }
        Affinity { nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity }
        PodAffinity { preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
            requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] }
        PodAffinityTerm { labelSelector:LabelSelector matchLabelKeys:[string] mismatchLabelKeys:[string]
            namespaceSelector:LabelSelector namespaces:[string] topologyKey! }
        WeightedPodAffinityTerm { podAffinityTerm!:PodAffinityTerm weight!:integer }
        NodeAffinity { preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm]
            requiredDuringSchedulingIgnoredDuringExecution:NodeSelector }
        NodeSelector { nodeSelectorTerms!:[NodeSelectorTerm] }
        NodeSelectorTerm { matchExpressions:[NodeSelectorRequirement] matchFields:[NodeSelectorRequirement] }
        NodeSelectorRequirement { key! operator! values:[string] }
        PreferredSchedulingTerm { preference!:NodeSelectorTerm weight!:integer }
        PodAntiAffinity { preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm]
            requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm] }
        EphemeralContainer { args:[string] command:[string] env:[EnvVar] envFrom:[EnvFromSource] image
            imagePullPolicy lifecycle:Lifecycle livenessProbe:Probe name! ports:[ContainerPort]
            readinessProbe:Probe resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy
            restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext startupProbe:Probe
            stdin:boolean stdinOnce:boolean targetContainerName terminationMessagePath terminationMessagePolicy
            tty:boolean volumeDevices:[VolumeDevice] volumeMounts:[VolumeMount] workingDir }
        Probe { exec:ExecAction failureThreshold:integer grpc:GRPCAction httpGet:HTTPGetAction
            initialDelaySeconds:integer periodSeconds:integer successThreshold:integer tcpSocket:TCPSocketAction
            terminationGracePeriodSeconds:integer timeoutSeconds:integer }
        HTTPGetAction { host httpHeaders:[HTTPHeader] path port!:intOrString protocol scheme }
        HTTPHeader { name! value! }
        ExecAction { command:[string] }
        TCPSocketAction { host port!:intOrString }
        GRPCAction { mode port!:integer service }
        VolumeMount { bindMountOptions:[string] mountPath! mountPropagation name! readOnly:boolean
            recursiveReadOnly subPath subPathExpr }
        Lifecycle { postStart:LifecycleHandler preStop:LifecycleHandler stopSignal }
        LifecycleHandler { exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction }
        SleepAction { seconds!:integer }
        SecurityContext { allowPrivilegeEscalation:boolean appArmorProfile:AppArmorProfile
            capabilities:Capabilities privileged:boolean procMount readOnlyRootFilesystem:boolean
            runAsGroup:integer runAsNonRoot:boolean runAsUser:integer seLinuxOptions:SELinuxOptions
            seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions }
        Capabilities { add:[string] drop:[string] }
        EnvFromSource { configMapRef:ConfigMapEnvSource prefix secretRef:SecretEnvSource }
        ConfigMapEnvSource { name optional:boolean }
        SecretEnvSource { name optional:boolean }
        VolumeDevice { devicePath! name! }
        EnvVar { name! value valueFrom:EnvVarSource }
        EnvVarSource { configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector
            resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector }
        SecretKeySelector { key! name optional:boolean }
        ObjectFieldSelector { apiVersion fieldPath! }
        ConfigMapKeySelector { key! name optional:boolean }
        ResourceFieldSelector { containerName divisor:quantity resource! }
        FileKeySelector { key! optional:boolean path! volumeName! }
        ContainerPort { containerPort!:integer hostIP hostPort:integer name protocol }
        ResourceRequirements { claims:[ResourceClaim] limits:quantities requests:quantities }
        ResourceClaim { name! request }
        ContainerResizePolicy { resourceName! restartPolicy! }
        ContainerRestartRule { action! exitCodes:ContainerRestartRuleOnExitCodes }
        ContainerRestartRuleOnExitCodes { operator! values:[integer] }
        PodDNSConfig { nameservers:[string] options:[PodDNSConfigOption] searches:[string] }
        PodDNSConfigOption { name value }
        PodReadinessGate { conditionType! }
        Container { args:[string] command:[string] env:[EnvVar] envFrom:[EnvFromSource] image imagePullPolicy
            lifecycle:Lifecycle livenessProbe:Probe name! ports:[ContainerPort] readinessProbe:Probe
            resizePolicy:[ContainerResizePolicy] resources:ResourceRequirements restartPolicy
            restartPolicyRules:[ContainerRestartRule] securityContext:SecurityContext startupProbe:Probe
            stdin:boolean stdinOnce:boolean terminationMessagePath terminationMessagePolicy tty:boolean
            volumeDevices:[VolumeDevice] volumeMounts:[VolumeMount] workingDir }
        Volume { awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource
            azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource
            configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource
            emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource
            flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource
            gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource
            image:ImageVolumeSource iscsi:ISCSIVolumeSource name! nfs:NFSVolumeSource
            persistentVolumeClaim:PersistentVolumeClaimVolumeSource
            photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource
            projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource
            scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource
            vsphereVolume:VsphereVirtualDiskVolumeSource }
        PhotonPersistentDiskVolumeSource { fsType pdID! }
        QuobyteVolumeSource { group readOnly:boolean registry! tenant user volume! }
        AzureDiskVolumeSource { cachingMode diskName! diskURI! fsType kind readOnly:boolean }
        PortworxVolumeSource { fsType readOnly:boolean volumeID! }
        GlusterfsVolumeSource { endpoints! path! readOnly:boolean }
        GitRepoVolumeSource { directory repository! revision }
        ScaleIOVolumeSource { fsType gateway! protectionDomain readOnly:boolean secretRef!:LocalObjectReference
            sslEnabled:boolean storageMode storagePool system! volumeName }
        LocalObjectReference { name }
        EmptyDirVolumeSource { medium mode:integer sizeLimit:quantity }
        CinderVolumeSource { fsType readOnly:boolean secretRef:LocalObjectReference volumeID! }
        FlockerVolumeSource { datasetName datasetUUID }
        PersistentVolumeClaimVolumeSource { claimName! readOnly:boolean }
        ConfigMapVolumeSource { defaultMode:integer defaultUser:integer items:[KeyToPath] name optional:boolean }
        KeyToPath { key! mode:integer path! user:integer }
        CephFSVolumeSource { monitors!:[string] path readOnly:boolean secretFile secretRef:LocalObjectReference
            user }
        CSIVolumeSource { driver! fsType nodePublishSecretRef:LocalObjectReference readOnly:boolean
            volumeAttributes:map }
        ISCSIVolumeSource { chapAuthDiscovery:boolean chapAuthSession:boolean fsType initiatorName iqn!
            iscsiInterface lun!:integer portals:[string] readOnly:boolean secretRef:LocalObjectReference
            targetPortal! }
        EphemeralVolumeSource { readOnly:boolean volumeClaimTemplate:PersistentVolumeClaimTemplate }
        PersistentVolumeClaimTemplate { metadata:ObjectMeta spec!:PersistentVolumeClaimSpec }
        PersistentVolumeClaimSpec { accessModes:[string] dataSource:TypedLocalObjectReference
            dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:LabelSelector
            storageClassName volumeAttributesClassName volumeMode volumeName }
        TypedLocalObjectReference { apiGroup kind! name! }
        VolumeResourceRequirements { limits:quantities requests:quantities }
        TypedObjectReference { apiGroup kind! name! namespace }
        ObjectMeta { annotations:map clusterName creationTimestamp deletionGracePeriodSeconds:integer
            deletionTimestamp finalizers:[string] generateName generation:integer labels:map name namespace
            ownerReferences:[OwnerReference] resourceVersion selfLink uid }
        OwnerReference { apiVersion! blockOwnerDeletion:boolean controller:boolean kind! name! uid! }
        ProjectedVolumeSource { defaultMode:integer defaultUser:integer sources:[VolumeProjection] }
        VolumeProjection { clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection
            downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection
            serviceAccountToken:ServiceAccountTokenProjection }
        ConfigMapProjection { items:[KeyToPath] name optional:boolean }
        SecretProjection { items:[KeyToPath] name optional:boolean }
        ServiceAccountTokenProjection { audience expirationSeconds:integer path! user:integer }
        DownwardAPIProjection { items:[DownwardAPIVolumeFile] }
        DownwardAPIVolumeFile { fieldRef:ObjectFieldSelector mode:integer path!
            resourceFieldRef:ResourceFieldSelector user:integer }
        ClusterTrustBundleProjection { labelSelector:LabelSelector name optional:boolean path! signerName
            user:integer }
        PodCertificateProjection { certificateChainPath credentialBundlePath keyPath keyType!
            maxExpirationSeconds:integer signerName! user:integer userAnnotations:map }
        DownwardAPIVolumeSource { defaultMode:integer defaultUser:integer items:[DownwardAPIVolumeFile] }
        StorageOSVolumeSource { fsType readOnly:boolean secretRef:LocalObjectReference volumeName volumeNamespace }
        SecretVolumeSource { defaultMode:integer defaultUser:integer items:[KeyToPath] optional:boolean secretName }
        FCVolumeSource { fsType lun:integer readOnly:boolean targetWWNs:[string] wwids:[string] }
        NFSVolumeSource { path! readOnly:boolean server! }
        GCEPersistentDiskVolumeSource { fsType partition:integer pdName! readOnly:boolean }
        HostPathVolumeSource { path! type }
        FlexVolumeSource { driver! fsType options:map readOnly:boolean secretRef:LocalObjectReference }
        AWSElasticBlockStoreVolumeSource { fsType partition:integer readOnly:boolean volumeID! }
        RBDVolumeSource { fsType image! keyring monitors!:[string] pool readOnly:boolean
            secretRef:LocalObjectReference user }
        AzureFileVolumeSource { readOnly:boolean secretName! shareName! }
        VsphereVirtualDiskVolumeSource { fsType storagePolicyID storagePolicyName volumePath! }
        ImageVolumeSource { pullPolicy reference }
        Toleration { effect key operator tolerationSeconds:integer value }
        EvictionResponder { name! priority!:integer }
        PodOS { name! }
        PodResourceClaim { name! resourceClaimName resourceClaimTemplateName }
        PodSchedulingGate { name! }
        PodSchedulingGroup { podGroupName }
        PodFailurePolicy { rules!:[PodFailurePolicyRule] }
        PodFailurePolicyRule { action! onExitCodes:PodFailurePolicyOnExitCodesRequirement
            onPodConditions:[PodFailurePolicyOnPodConditionsPattern] }
        PodFailurePolicyOnExitCodesRequirement { containerName operator! values!:[integer] }
        PodFailurePolicyOnPodConditionsPattern { status type! }
        """
}

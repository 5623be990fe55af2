"""Pushes an image of one layer to a registry: image.py REGISTRY NAME:TAG ROOTFS.tar [COMMAND...], with no container engine.

The layer is compressed reproducibly, so that the same file gives the same image and is sent once only.
"""
import gzip
import hashlib
import json
import shutil
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request


def digest(file):
    file.seek(0)
    value = hashlib.sha256()
    while block := file.read(1 << 20):
        value.update(block)
    size = file.tell()
    file.seek(0)
    return "sha256:" + value.hexdigest(), size


def call(method, url, data=None, **headers):
    request = urllib.request.Request(url, data=data, method=method)
    for key, value in headers.items():
        request.add_header(key.replace("_", "-"), value)
    return urllib.request.urlopen(request)


def push_blob(base, file):
    name, size = digest(file)
    try:
        call("HEAD", f"{base}/blobs/{name}")
        return name, size
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
    place = urllib.parse.urljoin(base, call("POST", f"{base}/blobs/uploads/").headers["Location"])
    separator = "&" if "?" in place else "?"
    call("PUT", f"{place}{separator}digest={name}", file, Content_Type="application/octet-stream", Content_Length=str(size))
    return name, size


def push_bytes(base, value):
    with tempfile.TemporaryFile() as file:
        file.write(json.dumps(value).encode())
        return push_blob(base, file)


registry, image, rootfs, *command = sys.argv[1:]
repository, tag = image.split(":")
base = f"http://{registry}/v2/{repository}"
with open(rootfs, "rb") as tar, tempfile.TemporaryFile() as packed:
    difference, _ = digest(tar)
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=1, mtime=0) as out:
        shutil.copyfileobj(tar, out, 1 << 20)
    layer, layer_size = push_blob(base, packed)
config, config_size = push_bytes(base, {
    "architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": [difference]},
    "config": {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], "Cmd": command or ["/bin/sh"]},
})
manifest = {
    "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": config, "size": config_size},
    "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": layer, "size": layer_size}],
}
call("PUT", f"{base}/manifests/{tag}", json.dumps(manifest).encode(), Content_Type=manifest["mediaType"])

import ArgumentParser

/// A shell that completion is made for. Each script asks `apus complete` and shows the answers.
enum CompletionShellKind: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    var script: String {
        switch self {
        case .bash: Self.bashScript
        case .zsh: Self.zshScript
        case .fish: Self.fishScript
        }
    }

    /// Bash parts words at `=` and `:` too, so the line is parted here, and only what is behind the last of these is
    /// replaced.
    private static let bashScript = #"""
        _apus() {
            local line=${COMP_LINE:0:COMP_POINT} words answer current prefix
            read -ra words <<<"$line"
            [[ $line == *[[:space:]] ]] && words+=("")
            current=${words[${#words[@]} - 1]}
            prefix=${current%"${current##*[=:]}"}
            COMPREPLY=()
            while IFS= read -r answer; do
                if [[ $answer == :files ]]; then
                    compopt -o default
                    continue
                fi
                answer=${answer%%$'\t'*}
                [[ $answer == *= ]] && compopt -o nospace
                COMPREPLY+=("${answer#"$prefix"}")
            done < <("$1" complete -- "${words[@]:1}" 2>/dev/null)
        }
        complete -F _apus apus
        """#

    private static let zshScript = #"""
        #compdef apus
        _apus() {
            local answer
            local -a open closed
            for answer in "${(@f)$(${words[1]} complete -- "${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}"; do
                case $answer in
                    '') ;;
                    :files) _files ;;
                    *=$'\t'*) open+=("${${answer%%$'\t'*}//:/\\:}:${answer#*$'\t'}") ;;
                    *) closed+=("${${answer%%$'\t'*}//:/\\:}:${answer#*$'\t'}") ;;
                esac
            done
            (( ${#open} )) && _describe -V apus open -S ''
            (( ${#closed} )) && _describe -V apus closed
            return 0
        }
        if [[ ${funcstack[1]} == _apus ]]; then _apus "$@"; else compdef _apus apus; fi
        """#

    private static let fishScript = #"""
        function __apus_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            for answer in (command $words[1] complete -- $words[2..] "$current" 2>/dev/null)
                if test "$answer" = ":files"
                    __fish_complete_path "$current"
                else
                    echo $answer
                end
            end
        end
        complete -c apus -f -a '(__apus_complete)'
        """#
}

/// What holds for all commands, in Markdown.
enum CommandGuide {
    static var text: String {
        """
        Results go to standard output, talk and errors to standard error. An error says what is wrong, why, and what to
        type next; [the exit codes](exit-codes.md) are few and stable. Nothing asks a question where there is no terminal.

        Words that every command takes, wherever they stand before `--`:

        | word | meaning |
        | --- | --- |
        | `-h`, `--help` | help; `register --flavor FLAVOR --help` shows that flavor's options, `service-connector register --type TYPE --auth-method METHOD --help` that method's |
        | `-q`, `--quiet` | nothing on standard error but errors |
        | `--no-color` | no colours; [variables](environment.md) `NO_COLOR`, `CLICOLOR_FORCE` and `TERM` are obeyed too |

        `source <(apus completion bash)`, likewise `zsh`, or `apus completion fish | source` completes commands, options and
        the names of what is stored. `apus manual stack set | man -l -` shows a manual page.

        ## Forms of a result

        | `-o` | form |
        | --- | --- |
        | `table` | for people: fits the terminal. Running text is wrapped, then columns are left out from the right, and that is said; names are never cut |
        | `wide` | all columns, as wide as they are |
        | `json`, `yaml` | for programs; members are only ever added |
        | `csv` | lists only: RFC 4180, one row for each thing, all columns |
        | `name` | names alone, a line each |

        A list in JSON is an object:

        | member | meaning |
        | --- | --- |
        | `items` | the rows: each is the whole thing, as `describe -o json` has it, with `active` where one of them is; under `--columns` it has these columns alone, in camelCase (`created-at` is `createdAt`) |
        | `total` | how many rows there are on all pages (not for runs) |
        | `page`, `size` | which page this is, where `--size` was given |
        | `next` | where there are more runs: what `--cursor` takes |

        ## Lists

        Each column of a list, also one that is not shown, is a filter: `--COLUMN=VALUE` or `--COLUMN=OPERATION:VALUE`.
        A row is listed when it meets all of them. `--label KEY=VALUE` does the same for labels.

        | operation | true when |
        | --- | --- |
        | `equals`, `notequals` | the value is that text, number, truth value or time; of a list, when one element is |
        | `contains`, `notcontains`, `startswith`, `endswith` | the text has that part |
        | `oneof` | the value is one of `a,b,c` |
        | `gt`, `gte`, `lt`, `lte` | numbers by size, times by date (`created-at=gte:2026-01-31`), texts by their letters |
        | `isnull`, `isnotnull` | there is no value, there is one |

        A word before a colon that is none of these belongs to the value: `--resource-id=s3://bucket`. To compare with such a
        text anyway: `--name=equals:contains:x`. `--sort-by [desc:]COLUMN` orders the rows, with absent values last; the list of
        runs is newest first and sorts what is on the page. `--size N --page P` shows a part; without `--size` all is shown.
        Runs have `--limit` and `--cursor`, so that new runs do not shift the pages.
        """
    }
}

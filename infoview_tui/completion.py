"""Completion for bash, zsh and fish, made from the grammar.

A library would bring less: shtab knows no fish, argcomplete starts Python at every tab. These
scripts are static, so completing costs nothing; install them again after an upgrade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from infoview_tui.grammar import COMMANDS, JOURNAL, VERSION, Argument, Command

_EVERYWHERE = (JOURNAL, Argument("--help", "say how it is used and leave"))


def script(shell: str) -> str:
    """The completion script of `bash`, `zsh` or `fish`."""
    return "\n".join(_SCRIPTS[shell]())


def _options(command: Command) -> list[Argument]:
    return [a for a in (*command.arguments, *_EVERYWHERE) if a.is_option]


def _operands(command: Command) -> list[Argument]:
    return [a for a in command.arguments if not a.is_option]


def _takes_value(argument: Argument) -> bool:
    return bool(argument.takes or argument.choices)


# bash ------------------------------------------------------------------------------


def _bash() -> Iterator[str]:
    names = " ".join(command.name for command in COMMANDS)
    yield "# infoview: completion for bash; put into ~/.bashrc:"
    yield '#   eval "$(infoview completion bash)"'
    yield "_infoview() {"
    yield '    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"'
    yield '    local command="" place options="" values="" files=""'
    yield '    if [[ $word == "=" ]]; then word=""; fi  # bash parts `--journal=x` into three words'
    yield '    if [[ $before == "=" ]]; then before="${COMP_WORDS[COMP_CWORD-2]}"; fi'
    yield "    for ((place = 1; place < COMP_CWORD; place++)); do"
    yield '        case "${COMP_WORDS[place]}" in'
    yield "            --journal)"
    yield '                [[ ${COMP_WORDS[place+1]} == "=" ]] && ((place++)); ((place++)) ;;'
    yield "            -*) ;;"
    yield '            *) command="${COMP_WORDS[place]}"; break ;;'
    yield "        esac"
    yield "    done"
    yield '    case "$command" in'
    yield f'        "") values="{names}"; options="--journal --version --help" ;;'
    for command in COMMANDS:
        yield f"        {command.name}) {_bash_of(command)} ;;"
    yield "    esac"
    yield '    case "$command $before" in'
    yield '        *" --journal") values=""; options=""; files=1 ;;'
    for command in COMMANDS:
        for option in _options(command):
            if option.choices:
                wanted = f'values="{" ".join(option.choices)}"'
                yield f'        "{command.name} {option.name}") {wanted}; options=""; files="" ;;'
            elif option.takes and option is not JOURNAL:
                yield f'        "{command.name} {option.name}") return ;;'
    yield "    esac"
    yield '    if [[ $word == -* ]]; then values="$options"; files=""; fi'
    # macOS has bash 3.2: no mapfile, no compopt.
    yield '    COMPREPLY=($(compgen -W "$values" -- "$word"))'
    yield "    if [[ -n $files ]]; then"
    yield "        local IFS=$'\\n'"
    yield "        compopt -o filenames 2>/dev/null"
    yield '        COMPREPLY+=($(compgen -f -- "$word"))'
    yield "    fi"
    yield "}"
    yield "complete -F _infoview infoview"


def _bash_of(command: Command) -> str:
    operands = _operands(command)
    choices = [choice for operand in operands for choice in operand.choices]
    files = "1" if any(operand.takes == "file" for operand in operands) else ""
    options = " ".join(option.name for option in _options(command))
    if choices and files:  # a file comes behind the choice
        before = '" ${COMP_WORDS[*]:place+1:COMP_CWORD-place-1} "'
        made = f"[[ {before} == *' '@({'|'.join(choices)})' '* ]]"
        wanted = f'if {made}; then files=1; else values="{" ".join(choices)}"; fi'
        return f'{wanted}; options="{options}"'
    return f'values="{" ".join(choices)}"; files="{files}"; options="{options}"'


# zsh -------------------------------------------------------------------------------


def _zsh() -> Iterator[str]:
    yield "#compdef infoview"
    yield "# infoview: completion for zsh; write it to a file `_infoview` in a folder of $fpath:"
    yield "#   infoview completion zsh > ~/.zfunc/_infoview"
    yield "_infoview() {"
    yield "    local context state state_descr line"
    yield "    typeset -A opt_args"
    yield "    _arguments -C \\"
    for option in (VERSION, *_EVERYWHERE):
        yield f"        {_zsh_option(option)} \\"
    yield "        '1:command:->command' '*::argument:->argument'"
    yield "    case $state in"
    yield "        command)"
    yield "            local -a commands=("
    for command in COMMANDS:
        yield f"                {_quoted(f'{command.name}:{command.help}')}"
    yield "            )"
    yield "            _describe command commands ;;"
    yield "        argument)"
    yield "            case $line[1] in"
    for command in COMMANDS:
        wanted = [_zsh_option(option) for option in _options(command)]
        wanted += [_zsh_operand(operand) for operand in _operands(command)]
        yield f"                {command.name}) _arguments {' '.join(wanted)} ;;"
    yield "            esac ;;"
    yield "    esac"
    yield "}"
    # Loaded by compinit the file is the function's body; sourced, it must register itself.
    yield 'if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _infoview "$@"'
    yield "else compdef _infoview infoview; fi"


def _zsh_option(option: Argument) -> str:
    about = f"{option.name}{'=' if _takes_value(option) else ''}[{_bare(option.help)}]"
    again = "*" if option.repeated else ""
    value = f":{option.takes or 'value'}:{_zsh_values(option)}" if _takes_value(option) else ""
    return _quoted(f"{again}{about}{value}")


def _zsh_operand(operand: Argument) -> str:
    place = "*" if operand.repeated else ""
    optional = ":" if operand.optional else ""
    return _quoted(f"{place}:{optional}{operand.name}:{_zsh_values(operand)}")


def _zsh_values(argument: Argument) -> str:
    if argument.choices:
        return f"({' '.join(argument.choices)})"
    return "_files" if argument.takes == "file" else " "


def _bare(text: str) -> str:
    """Text that means nothing to `_arguments`."""
    return text.replace("[", "(").replace("]", ")").replace(":", " ")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


# fish ------------------------------------------------------------------------------


def _fish() -> Iterator[str]:
    yield "# infoview: completion for fish:"
    yield "#   infoview completion fish > ~/.config/fish/completions/infoview.fish"
    yield "complete -c infoview -f"
    names = " ".join(command.name for command in COMMANDS)
    # Not __fish_use_subcommand: it takes the file behind --journal for a command.
    first = f"complete -c infoview -n 'not __fish_seen_subcommand_from {names}'"
    yield f"{first} {_fish_option(VERSION)}"
    for option in _EVERYWHERE:
        yield f"complete -c infoview {_fish_option(option)}"
    for command in COMMANDS:
        yield f"{first} -a {command.name} -d {_fish_quoted(command.help)}"
        here = f"__fish_seen_subcommand_from {command.name}"
        inside = f"complete -c infoview -n '{here}'"
        for option in _options(command):
            if option not in _EVERYWHERE:
                yield f"{inside} {_fish_option(option)}"
        chosen = ""
        for operand in _operands(command):
            if operand.choices:
                chosen = f"__fish_seen_subcommand_from {' '.join(operand.choices)}"
                values = _fish_quoted(" ".join(operand.choices))
                yield f"complete -c infoview -n '{here}; and not {chosen}' -a {values}"
            elif operand.takes == "file":
                place = f"{here}; and {chosen}" if chosen else here
                yield f"complete -c infoview -n '{place}' -F"


def _fish_option(option: Argument) -> str:
    value = ""
    if option.choices:
        value = f" -x -a {_fish_quoted(' '.join(option.choices))}"
    elif option.takes:
        value = " -r -F" if option.takes == "file" else " -x"
    return f"-l {option.name.lstrip('-')}{value} -d {_fish_quoted(option.help)}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


_SCRIPTS: dict[str, Callable[[], Iterator[str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}

"""The command line: parse, call, render, answer. What is heavy is imported by the command that needs it."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import update_wrapper
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from postguard import __version__
from postguard.errors import CharterError, PostguardError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from postguard.checker import Checker
    from postguard.inputs import Options
    from postguard.lists import Written
    from postguard.model import Charter, Post, Problem, Tally
    from postguard.reporters import Reporter, Style

# Said here a second time so that --help need not import the readers and reporters; a test holds both together.
FORMATS = ("json", "jsonl", "text")
INPUT_FORMATS = ("csv", "json", "jsonl", "markdown", "text")
SEVERITIES = ("error", "warning", "info")
SECTORS = ("brand", "company", "finance", "health", "nonprofit", "public")
GATES = ("pre-commit", "ci", "none")

EXIT_UNCHECKED = 2
LANGUAGE = "postguard.ui_language"
SMALL = 2000
"""Posts that one process has checked before others are ready to help."""


class _ClosedPipe(Exception):
    """Whoever read the report stopped. Click would make exit 1 of the error itself, which means violations here."""


class _Group(click.Group):
    """Known errors become one message and exit 2; they are the user's to mend, so no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CharterError as error:
            _complain_of(error, ctx.meta.get(LANGUAGE) or _locale_language())
            ctx.exit(EXIT_UNCHECKED)
        except PostguardError as error:
            _complain(f"postguard: {error}")
            ctx.exit(EXIT_UNCHECKED)


def _complain_of(error: CharterError, language: str) -> None:
    """All the mistakes of a charter, in the language of who reads them."""
    number = len(error.faults)
    if language == "fr":
        from postguard.french import in_french

        _complain(str(in_french(error)))
        _complain(f"postguard : {number} erreur{'s' if number > 1 else ''} dans la charte ; rien n'a été vérifié.")
    else:
        _complain(str(error))
        _complain(f"postguard: {_counted(number, 'mistake')} in the charter; nothing was checked.")


def _remember(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """The language that was asked for, for errors too, which come when a command is over."""
    ctx.meta[LANGUAGE] = value
    return value


def _ui_language(of: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option for the language of what a command writes."""
    said = f"Language of the {of}. Default: by your locale."
    return click.option("--ui-language", type=click.Choice(("fr", "en")), callback=_remember, help=said)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _complain(message: str) -> None:
    from postguard.reporters.visible import visible_lines

    click.echo(visible_lines(message), err=True)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="postguard %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Check draft social-media posts against your organisation's charter before they are published.

    \b
    postguard check draft.md                  one draft
    postguard check planning.csv drafts/      exports and folders
    postguard check --text "Our best offer!"  a string
    postguard explain 3.1                     what a clause asks, and which rules enforce it

    Exit codes: 0 checked and clean, 1 violations, 2 something was not checked.
    """
    if ctx.invoked_subcommand != "check":
        gc.enable()


def _charter_option(command: Callable[..., Any]) -> Callable[..., Any]:
    help_text = "Charter file, or name of a shipped pack. Default: the nearest charter.yaml upwards, else the starter."
    return click.option("-c", "--charter", "charter_name", metavar="FILE|PACK", help=help_text)(command)


def _charter_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """A charter named behind the command, as `test` takes it, or with --charter, as `check` does."""

    def named(charter: str | None, charter_name: str | None, **given: Any) -> Any:
        if charter is not None and charter_name is not None:
            raise UsageError("Name the charter once: behind the command or with --charter.")
        return command(charter_name=charter if charter is not None else charter_name, **given)

    named = update_wrapper(named, command)
    return _charter_option(click.argument("charter", required=False, metavar="[CHARTER]")(named))


def _load(name: str | None, *, cache: Path | None = None, trace: list[Written] | None = None) -> Charter:
    from postguard import api
    from postguard.packs import find

    if name is None and find(None, Path.cwd())[1] == "starter":
        _complain("postguard: no charter.yaml here or above; using the starter charter (--charter names another).")
    return api.load(name, cache=cache, trace=trace, waiting=_tell_to_wait)


def _tell_to_wait(packs: int) -> None:
    """Somebody who watches should know why the first answer takes so long."""
    if sys.stderr.isatty():
        _complain(f"postguard: compiling {_counted(packs, 'pack')}, once …")


def _cache_folder() -> Path:
    """Where compiled charters are kept: in the folder that the system has for what can be made again."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "postguard" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "postguard"
    named = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(named) if named.startswith("/") else Path.home() / ".cache") / "postguard"


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--text", "string", metavar="TEXT", help="Check this string.")
@_charter_option
@click.option(
    "-f", "--format", "format_", type=click.Choice(FORMATS), default="text", help="Report on standard output."
)
@click.option("-o", "--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Write a report to a file too.")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="error",
    help="Mildest severity that gives exit 1.",
    show_default=True,
)
@click.option("--role", help="Who publishes, for drafts that do not say.")
@click.option("--network", help="Where it goes, for drafts that do not say: linkedin, x, instagram …")
@click.option("--language", type=click.Choice(("fr", "en")), help="Language, for drafts that do not say.")
@click.option("--publish-at", metavar="WHEN", help="When it goes out: 2026-11-12 09:00. Default: now.")
@click.option(
    "--input-format", type=click.Choice(INPUT_FORMATS), help="What the inputs are. Default: by their endings."
)
@click.option("--encoding", help="Encoding of the inputs. Default: byte-order mark, UTF-8, else cp1252.")
@click.option("--map", "mapped", multiple=True, metavar="FIELD=HEADING", help="Column of a table: --map text=Message.")
@click.option(
    "--confidential",
    type=click.Choice(("show", "hide")),
    help="Show or hide confidential words. Default: shown in text on a terminal, hidden everywhere else.",
)
@click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Colours in text.")
@_ui_language("report")
@click.option(
    "--jobs", type=click.IntRange(1, 64), help="Processes that check. Default: 1, for large inputs one for each core."
)
@click.option("--cache/--no-cache", default=True, help="Keep the compiled charter for the next run.", show_default=True)
@click.option("--screen/--no-screen", default=True, help="Leave out rules none of whose words stand in a post.")
def check(paths: tuple[str, ...], string: str | None, charter_name: str | None, format_: str, **given: Any) -> None:
    """Check drafts: files, folders, `-` for standard input, or --text.

    \b
    Reads  .txt  .md (front matter)  .csv .tsv  .json  .jsonl
    Every violation comes with the clause it breaks, why, and what to write instead.

    \b
    Exit codes
      0  everything was checked, nothing at or above --fail-on
      1  violations
      2  something was not checked (wins over 1): an unreadable row, an unknown role on which
         a rule depends, no post at all
    """
    if string is not None and paths:
        raise UsageError("Give either paths or --text, not both.")
    if string is None and not paths:
        raise UsageError("Nothing to check: name files or folders, - for standard input, or use --text.")
    if string is not None and not string.strip():
        raise UsageError("The --text is empty.")
    from postguard.checker import Checker
    from postguard.model import Tally
    from postguard.reporters import REPORTERS

    charter = _load(charter_name, cache=_cache_folder() if given["cache"] else None)
    options = _options(given, charter)
    skipped: list[str] = []
    inputs = _inputs(paths, string, options, skipped)
    tally = Tally()
    with ExitStack() as stack:
        writers: list[tuple[Reporter, Callable[[str], object]]] = [
            (REPORTERS[format_](_style(given, format_, sys.stdout)), _standard_output)
        ]
        for name, file in _outputs(given["outputs"]):
            target = stack.enter_context(_replacing(file))
            writers.append((REPORTERS[name](_style(given, name, target)), target.write))
        for reporter, write in writers:
            write(reporter.start(charter))
        _tell_untold(charter)
        checker = Checker(charter, screened=given["screen"])
        for texts, counts in _written(checker, _noticed(inputs), [reporter for reporter, _ in writers], given["jobs"]):
            tally.include(counts)
            for (_, write), text in zip(writers, texts, strict=True):
                write(text)
        for reporter, write in writers:
            write(reporter.finish(tally))
    for name in skipped[:5]:
        _complain(f"postguard: {name} was left out: it holds no post.")
    if len(skipped) > 5:
        _complain(f"postguard: {len(skipped) - 5} more files were left out.")
    sys.exit(tally.exit_code(given["fail_on"]))


def _written(
    checker: Checker, inputs: Iterator[Post | Problem], reporters: list[Reporter], jobs: int | None
) -> Iterator[tuple[list[str], Tally]]:
    """What the reporters write, by as many processes as are worth it."""
    first = list(islice(inputs, SMALL)) if jobs is None else []
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    jobs = jobs or (cores if len(first) == SMALL else 1)
    inputs = chain(first, inputs)
    if jobs > 1:
        from postguard.parallel import written

        _begin_to_collect()
        yield from written(checker, inputs, reporters, jobs)
        return
    from postguard.model import Tally

    for outcome in checker.check_all(inputs):
        tally = Tally()
        tally.add(outcome)
        yield [reporter.outcome(outcome) for reporter in reporters], tally
        if not gc.isenabled():
            _begin_to_collect()


def _begin_to_collect() -> None:
    """What the program consists of by now is no garbage, and little of what it learns from posts is."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


def _tell_untold(charter: Charter) -> None:
    """What a pack could not know, because the charter does not say it."""
    for pack in charter.packs:
        if pack.untold:
            missing = "; ".join(f"{name} ({_in_locale(pack.parameters[name])})" for name in pack.untold)
            _complain(f"postguard: {pack.name} was not told {missing}. Say it under words: in the charter.")


def _in_locale(said: Mapping[str, str]) -> str:
    return said.get(_locale_language()) or next(iter(said.values()), "")


def _noticed(inputs: Iterator[Post | Problem]) -> Iterator[Post | Problem]:
    """The inputs, with a word on stderr, once for each, on sources not in UTF-8 and fields of text left unread."""
    from postguard.model import Post
    from postguard.readers import notice

    told: set[str] = set()
    named: set[tuple[str, str]] = set()
    for item in inputs:
        if isinstance(item, Post) and item.source not in told and (said := notice(item)):
            told.add(item.source)
            _complain(f"postguard: {said}")
        if isinstance(item, Post) and item.meta:
            fields = [
                name for name, value in item.meta.items() if len(value.split()) > 3 and (item.source, name) not in named
            ]
            if fields:
                named.update((item.source, name) for name in fields)
                listed = ", ".join(f"“{name}”" for name in fields)
                hint = f"--map text={fields[0]} checks it"
                _complain(f"postguard: {item.source}: {listed} holds text that was not checked; {hint}.")
        yield item


def _standard_output(text: str) -> None:
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise _ClosedPipe from None


def _inputs(
    paths: tuple[str, ...], string: str | None, options: Options, skipped: list[str]
) -> Iterator[Post | Problem]:
    from postguard import inputs

    if string is not None:
        yield from inputs.from_text(string, options)
    for path in paths:
        if path == "-":
            yield from inputs.from_stream(sys.stdin.buffer, options)
        else:
            yield from inputs.from_paths([Path(path)], options, skipped)


def _options(given: dict[str, Any], charter: Charter) -> Options:
    from postguard.inputs import Options

    columns = {}
    for pair in given["mapped"]:
        name, sign, heading = pair.partition("=")
        if not sign or not name or not heading:
            raise UsageError(f"--map {pair} should be FIELD=HEADING, such as --map text=Message.")
        columns[name.strip()] = heading.strip()
    return Options(
        given["input_format"],
        given["encoding"],
        columns,
        given["role"],
        None,
        _network(given["network"]),
        given["language"],
        _moment(given["publish_at"], charter),
    )


def _network(written: str | None) -> str | None:
    """The network's code: people write Twitter, tools write it otherwise."""
    if not written:
        return None
    from postguard.readers.networks import networks_in

    return next(iter(networks_in(written)), written)


def _moment(written: str | None, charter: Charter) -> datetime | None:
    if written is None:
        return None
    from datetime import datetime

    from postguard.conditions import localized

    try:
        return localized(datetime.fromisoformat(written), charter.timezone)
    except ValueError:
        hint = "Write 2026-11-12, 2026-11-12 09:00 or 2026-11-12T09:00+01:00."
        raise UsageError(f"--publish-at {written} is no date. {hint}") from None


def _outputs(given: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    files = [pair.partition("=")[2] for pair in given]
    for pair in given:
        if files.count(pair.partition("=")[2]) > 1:
            raise UsageError(f"--output {pair}: two reports cannot go to the same file.")
        name, sign, file = pair.partition("=")
        if not sign or not file:
            raise UsageError(f"--output {pair} should be FORMAT=FILE, such as --output jsonl=report.jsonl.")
        if name not in FORMATS:
            raise UsageError(f"--output {pair}: there is no format “{name}”. Formats: {', '.join(FORMATS)}.")
        yield name, Path(file)


class _replacing:
    """A file that appears under its name only when it is complete; on any failure the old one stays.

    Links are followed, the mode of an old report is kept, and devices or pipes are written to as they are.
    """

    def __init__(self, path: Path, what: str = "The report") -> None:
        self.what = what
        self.path = path.resolve() if path.exists() else path
        self.whole = not path.exists() or path.is_file()
        self.beside = self.path.with_name(f".{self.path.name}.{os.getpid()}.part") if self.whole else self.path

    def __enter__(self) -> IO[str]:
        if self.path.is_dir():
            raise UsageError(f"{self.what} {self.path} cannot be written: it is a folder.")
        try:
            self.file = self.beside.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise UsageError(f"{self.what} {self.path} cannot be written: {error.strerror or error}.") from None
        return self.file

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.file.close()
        if not self.whole:
            return
        if kind is None:
            if self.path.exists():
                self.beside.chmod(self.path.stat().st_mode & 0o7777)
            self.beside.replace(self.path)
        else:
            self.beside.unlink(missing_ok=True)


def _style(given: dict[str, Any], format_: str, stream: IO[str]) -> Style:
    from postguard.reporters import Style

    terminal = stream.isatty()
    color = given["color"] == "always" or (given["color"] == "auto" and terminal and _wants_color())
    width = min(os.get_terminal_size(stream.fileno()).columns, 120) if terminal else 100
    reveal = given["confidential"] == "show" or (
        given["confidential"] is None and format_ == "text" and terminal and not os.environ.get("CI")
    )
    return Style(given["ui_language"] or _locale_language(), color, max(width, 40), reveal)


def _wants_color() -> bool:
    """NO_COLOR and dumb terminals are obeyed, see no-color.org."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _locale_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


@main.command()
@click.argument("charter_names", nargs=-1, metavar="[CHARTERS]...")
@click.option("--strict", is_flag=True, help="A rule without both bad and good examples fails.")
@click.option("--mutate", is_flag=True, help="Also rewrite the examples (hashtags, accents, disguises): what is lost?")
def test(charter_names: tuple[str, ...], *, strict: bool, mutate: bool) -> None:
    """Run the rules' own examples: bad ones must be caught, good ones must pass.

    Without an argument: the nearest charter.yaml, else the starter. A shipped rule, or any rule under --strict,
    fails without both bad and good examples. Shipped packs that a charter uses are tested by their own name.

    Exit codes: 0 all pass, 1 some fail, 2 nothing was tested.
    """
    from postguard import examples
    from postguard.packs import pack_names
    from postguard.reporters.visible import visible

    failed = ran = 0
    for name in charter_names or (None,):
        charter = _load(name)
        shipped = charter.path in pack_names()
        failures = list(examples.test(charter, every_rule=shipped or strict))
        if mutate:
            from postguard.mutation import mutate as rewritten

            failures += rewritten(charter)
        for failure in failures:
            failed += 1
            text = f"{failure.where}: {failure.rule.id}: {failure.reason}"
            click.echo(visible(text))
            if failure.example:
                click.echo(f"    {visible(failure.example.text)}")
            if failure.hint:
                click.echo(f"    → {visible(failure.hint)}")
        own = examples.tested(charter)
        ran += sum(len(rule.examples.bad) + len(rule.examples.good) for rule in own)
        without = [rule.id for rule in own if not (rule.examples.bad or rule.examples.good)]
        if without:
            click.echo(f"{charter.path}: {len(without)} rules without examples: {', '.join(without)}", err=True)
    if failed:
        click.echo(f"{ran} examples, {_counted(failed, 'failure')}")
        click.echo('postguard explain RULE --text "…" says why a rule fires on a text, or why not.', err=True)
        sys.exit(1)
    if not ran:
        raise UsageError("No rule has an example, so nothing was tested. Add “examples:” with bad and good texts.")
    click.echo(f"{ran} examples, all as they should be")


@main.command()
@_charter_argument
@click.option("--lint", is_flag=True, help="Look for mistakes in the rules; exit 1 when there are; notes do not count.")
@click.option("--pack", metavar="PACK", help="The page of a shipped pack: sources, dates, examples, what it misses.")
@click.option("--packs", is_flag=True, help="The shipped packs.")
@_ui_language("page")
def rules(charter_name: str | None, *, lint: bool, pack: str | None, packs: bool, ui_language: str | None) -> None:
    """List the rules of a charter, by clause, or look for mistakes in them."""
    from postguard.reporters.visible import visible, visible_lines

    if packs or pack is not None:
        from postguard import api
        from postguard.packpage import page
        from postguard.packs import pack_names
        from postguard.yamlfile import closest

        language = ui_language or _locale_language()
        if pack is not None and pack not in pack_names():
            raise UsageError(f"There is no shipped pack “{pack}”. {closest(pack, pack_names())}")
        for name in [pack] if pack else pack_names():
            read = api.load(name)
            said = page(read, read.packs[0], language) if pack else [f"{name:28}  {read.title}"]
            for line in said:
                click.echo(visible_lines(line))
        return
    charter = _load(charter_name)
    if lint:
        from postguard import charter as charters
        from postguard.linting import CHECKS
        from postguard.linting import lint as remarks_on

        remarks = remarks_on(charter, charters.find(charter_name, Path.cwd())[0])
        for remark in remarks:
            click.echo(visible(str(remark)))
        mistakes = sum(not remark.note for remark in remarks)
        notes = f" and {_counted(len(remarks) - mistakes, 'note')}" if mistakes < len(remarks) else ""
        looked = f"({len(CHECKS)} kinds of mistakes looked for)"
        click.echo(f"{_counted(mistakes, 'remark')}{notes} on {_counted(len(charter.rules), 'rule')} {looked}")
        sys.exit(1 if mistakes else 0)
    width = max((len(rule.id) for rule in charter.rules), default=0)
    clause = ""
    for rule in charter.rules:
        heading = f"{rule.clause.number}  {rule.clause.title}".rstrip()
        if heading != clause:
            clause = heading
            click.echo(visible(heading))
        pack = f"  [{rule.pack}]" if rule.pack and rule.pack != charter.path else ""
        click.echo(visible(f"  {rule.id:{width}}  {rule.kind:12}  {rule.severity:7}  {rule.advice.message}{pack}"))
    click.echo(f"{len(charter.rules)} rules, {len({r.clause.number for r in charter.rules})} clauses with rules")


@main.command()
@_charter_argument
@click.option("-f", "--format", "format_", type=click.Choice(("json", "text")), default="text", help="Of the answer.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit 1 when fewer clauses are enforced, partly enforced or said to be for people only.",
)
@click.option("--accept", is_flag=True, help="Record that the rules were reviewed against the clauses as they are now.")
@_ui_language("answer")
def coverage(
    charter_name: str | None, format_: str, fail_under: float | None, ui_language: str | None, *, accept: bool
) -> None:
    """Which clauses of the charter have rules, which are left to people, and which nobody holds.

    The charter says what no rule can see under people: and partly:. --accept records a hash of each clause in
    charter.reviewed.json beside the charter; from then on a clause that changed fails until it is accepted again.

    \b
    Exit codes
      0  every clause is as it was reviewed, and enough of them are accounted for
      1  a clause changed, is new or is gone since the last review; fewer than --fail-under are accounted for;
         or people: and partly: contradict the rules
      2  the charter, or the record of the review, cannot be read
    """
    from postguard import charter as charters
    from postguard import reviewed
    from postguard.coverage import as_json, lines
    from postguard.coverage import coverage as covered
    from postguard.packs import pack_names
    from postguard.reporters.visible import visible

    charter = _load(charter_name)
    file = reviewed.path_beside(charters.find(charter_name, Path.cwd())[0])
    if accept:
        if charter.path in pack_names():
            raise UsageError(f"{charter.path} is a shipped pack: what is reviewed is a charter of your own.")
        with _replacing(file, "The record of the review") as target:
            target.write(reviewed.record(charter))
        _complain(f"postguard: {file.name} records the {len(charter.own_clauses)} clauses as they are; commit it.")
    last = reviewed.read(file)
    changes = None if last is None else tuple(reviewed.changes(charter, last))
    found = covered(charter)
    if format_ == "json":
        _standard_output(as_json(found, changes))
    else:
        for line in lines(found, ui_language or _locale_language(), changes or (), file.name):
            click.echo(visible(line))
    short = fail_under is not None and found.percent < fail_under
    if short:
        asked = f"{int(found.percent)} % of the clauses are accounted for, --fail-under asks for {fail_under:g} %."
        _complain(f"postguard: {asked} Not covered: {', '.join(found.missing)}.")
    sys.exit(1 if short or changes or found.contradictions else 0)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARCHIVE...")
@_charter_option
@click.option("--role", help="Who published, for posts that do not say.")
@click.option("--network", help="Where, for posts that do not say.")
@click.option("--confidential", type=click.Choice(("show", "hide")), help="Show or hide confidential words.")
@click.option("--words", is_flag=True, help="Count the entries of the vocabularies too, whether a rule fires or not.")
def trial(
    paths: tuple[str, ...],
    charter_name: str | None,
    role: str | None,
    network: str | None,
    confidential: str | None,
    *,
    words: bool,
) -> None:
    """Count what each rule would fire on your old posts, per 1,000, with the words that made it fire.

    Old posts were fine, so whatever fires often is noise: a word too weak to stand alone, a gap too wide.
    """
    from postguard import charter as charters
    from postguard.checker import Checker
    from postguard.inputs import Options
    from postguard.reporters.visible import visible
    from postguard.trial import trial as counted
    from postguard.trial import vocabularies_of

    charter = _load(charter_name)
    named = vocabularies_of(charters.find(charter_name, Path.cwd())[0], charter.language) if words else {}
    posts = _inputs(paths, None, Options(role=role, network=_network(network)), [])
    found = counted(Checker(charter), _noticed(posts), named)
    secret = frozenset(rule.id for rule in charter.rules if rule.kind == "confidential")
    shown = confidential == "show" or (confidential is None and sys.stdout.isatty() and not os.environ.get("CI"))
    for line in found.lines(frozenset() if shown else secret):
        click.echo(visible(line))
    for reason in found.reasons:
        _complain(f"postguard: {reason}")
    sys.exit(EXIT_UNCHECKED if found.reasons or not found.posts else 0)


@main.command()
@click.argument("name", required=False, metavar="[RULE|CLAUSE]")
@click.option("--text", "string", metavar="TEXT", help="Show this text as postguard sees it.")
@_charter_option
@click.option("--role", help="Who would publish the --text.")
@click.option("--network", help="Where the --text would go.")
def explain(
    name: str | None, string: str | None, charter_name: str | None, role: str | None, network: str | None
) -> None:
    """What a rule looks for, what a clause asks and which rules enforce it, or how a text is seen.

    \b
    postguard explain noms-de-code
    postguard explain 3.1
    postguard explain --text "𝗣𝗵𝗲́𝗻𝗶𝘅 arrive #BientôtEnRayon"
    postguard explain noms-de-code --text "La draille, ce chemin."     why it fires, or why not
    """
    from postguard.explaining import explain_clause, explain_rule, explain_text, written_in

    if name is None and string is None:
        raise UsageError("Name a rule or a clause, or give a --text.")
    trace: list[Written] = []
    charter = _load(charter_name, trace=trace)
    if name is not None and string is not None:
        from postguard.model import Post
        from postguard.reporters.visible import visible
        from postguard.why import explain_why

        rule = next((rule for rule in charter.rules if rule.id == name), None)
        if rule is None:
            from postguard.yamlfile import closest

            raise UsageError(f"There is no rule “{name}”. {closest(name, [rule.id for rule in charter.rules])}")
        post = Post(string, role=role, network=network)
        for line in explain_why(charter, rule, post, trace):
            click.echo(visible(line))
        return
    if string is not None:
        from postguard.checker import Checker
        from postguard.reporters.visible import visible

        for line in explain_text(Checker(charter).analyst.analyse(string)):
            click.echo(visible(line))
        return
    assert name is not None
    by_id = {rule.id: rule for rule in charter.rules}
    if name in by_id:
        lines = explain_rule(by_id[name], written_in(by_id[name], charter, trace), trace)
    elif name in charter.clauses or any(rule.clause.number == name for rule in charter.rules):
        lines = explain_clause(charter, name)
    else:
        from postguard.yamlfile import closest

        raise UsageError(f"There is no rule and no clause “{name}”. {closest(name, [*by_id, *charter.clauses])}")
    from postguard.reporters.visible import visible

    for line in lines:
        click.echo(visible(line))


@main.group()
def cache() -> None:
    """Compiled charters, kept so that the next check starts at once."""


@cache.command()
def clear() -> None:
    """Remove them all. They hold every word of your charters, the confidential ones too, for your eyes only."""
    from postguard import store

    folder = _cache_folder()
    try:
        number = store.clear(folder)
    except OSError as error:
        raise UsageError(f"The cache {folder} cannot be cleared: {error.strerror or error}.") from None
    click.echo(f"{number} compiled charter{'' if number == 1 else 's'} removed from {folder}")


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--language", type=click.Choice(("fr", "en")), required=True, help="Whose forms.")
def forms(words: tuple[str, ...], language: str) -> None:
    """The forms a word of a pattern stands for: postguard forms garantir --language fr"""
    from postguard.forms import forms as forms_of
    from postguard.reporters.visible import visible

    for word in words:
        if not word.strip():
            raise UsageError("Name a word: postguard forms garantir --language fr.")
        found = sorted(forms_of(word, language))
        click.echo(visible(f"{word} ({len(found)}): {', '.join(found)}"))


@main.command()
@click.argument("directory", default=".", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(("fr", "en")), help="Of the charter and its messages.")
@click.option("--sector", type=click.Choice(SECTORS), help="Which sample charter to start from.")
@click.option("--name", help="Your organisation, as people write it.")
@click.option("--contact", help="Whom to ask before publishing: an address, a team.")
@click.option("--product", "products", multiple=True, help="A product or service of yours. Repeatable.")
@click.option("--spokesperson", "spokespeople", multiple=True, help="A function that may speak for you. Repeatable.")
@click.option("--gate", type=click.Choice(GATES), help="What runs the checks: a pre-commit hook, a GitHub workflow.")
@click.option("--yes", is_flag=True, help="Ask nothing: defaults for all that is not given.")
def init(directory: Path, *, yes: bool, **given: Any) -> None:
    """Write a charter to start from, with its rules, three sample drafts and a gate.

    \b
    postguard init                                   asks a few questions, writes here
    postguard init social --language fr --sector company --name "Galeries Aubrac" --yes

    No existing file is touched.

    \b
    Exit codes
      0  all is written, and the rules pass their own examples
      1  all is written, but some examples do not hold with your names in them
      2  nothing is written
    """
    from postguard import starting
    from postguard.asking import answers
    from postguard.reporters.visible import visible

    told = answers(given, _locale_language(), None if yes else _ask)
    made = starting.files(told, __version__)
    broken = starting.failures(made)
    starting.write(directory, made)
    for line in starting.farewell(directory, made, told):
        click.echo(visible(line))
    for failure in broken:
        text = failure.example.text if failure.example else ""
        _complain(f"postguard: {failure.where}: {failure.rule.id}: {failure.reason}: {text}")
    sys.exit(1 if broken else 0)


def _ask(question: str, default: str | None, choices: tuple[str, ...]) -> str:
    shown = click.Choice(choices) if choices else None
    answer: str = click.prompt(question, default=default, type=shown, show_choices=False, err=True)
    return answer


def run() -> None:
    """The `postguard` command. Output is UTF-8 whatever the console says; a closed pipe is no error of ours."""
    gc.disable()  # until something could be garbage: looking for some takes a twentieth of a short run
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        # Not standalone: click would turn a closed pipe into exit 1, which means violations here.
        code = main.main(prog_name="postguard", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except (BrokenPipeError, _ClosedPipe):
        # Whoever read us stopped reading: not everything was said, so never 0.
        # Standard output is pointed away for the interpreter's own last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_UNCHECKED)
    except Exception as error:
        # An unknown error is ours. Its message may quote a draft or a confidential term, so only the code is shown.
        traceback.print_tb(error.__traceback__)
        _complain(f"postguard: internal error ({type(error).__name__}); nothing can be said of the drafts.")
        sys.exit(EXIT_UNCHECKED)

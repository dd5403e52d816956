"""The commands of the blog: ``python3 tasks.py NAME``; without a name, their list.

With nothing but Python 3.11 or later, the first call makes ``.venv`` and installs
the locked dependencies with their hashes; the next ones install nothing. Inside
the environment, ``invoke NAME`` does the same.
"""

import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# What an update took away: commands/update.
FORMER = ROOT / ".build" / "former-kit"
OLDEST = (3, 11)
FOR_THE_SITE = "requirements.txt"
FOR_THE_TESTS = "requirements-test.txt"
TASKS_OF_DEVELOPERS = {"test", "lint"}
# Whatever the kit's folder is called: a colon in its name would end it in PYTHONPATH.
RUN = """import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from commands.generate import start_early
start_early(Path(sys.argv[1]), sys.argv[2:])
from commands.cli.program import main
main(sys.argv[1], sys.argv[2:])"""


def main(arguments):
    """Prepare the environment, then run the task in it; return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # An output that does not know all letters shows those it knows.
            stream.reconfigure(errors="replace")
    problem = what_is_missing()
    if problem:
        print(problem, file=sys.stderr)  # noqa: T201 - nothing better is installed yet
        return 1
    if (FORMER / "under-way").exists():
        # An update was cut short: before anything of two kits is run, the former one comes back.
        subprocess.call([sys.executable, str(FORMER / "undo.py")])
    lock = FOR_THE_TESTS if TASKS_OF_DEVELOPERS & set(arguments) else FOR_THE_SITE
    words = spelt_out(arguments) or ["--list"]
    command = [str(PYTHON), "-c", RUN, str(ROOT), *words]
    try:
        return install(lock) or run(command)
    except KeyboardInterrupt:
        return 130


def spelt_out(arguments):
    """Return arguments as Invoke wants them: it knows none that may be left out and has no name."""
    names = {"cite": "--identifier", "new": "--title", "update": "--file", "vet": "--community"}
    task = arguments[0] if arguments else ""
    if task in names and arguments[1:] and not arguments[1].startswith("-"):
        return [task, names[task], *arguments[1:]]
    return arguments


def run(command):
    """Run a task to its own end, and return its exit status.

    The task knows what to put away first: it is waited for, where ``subprocess.call`` would kill it
    after a quarter of a second. What asks this process to stop is passed on. Ctrl-C reaches the task
    by itself too: it passes over what comes second.
    """
    process = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # Windows has no such signal to send; there, Ctrl-C reaches every process of a console.
            if os.name != "nt":
                process.send_signal(signal.SIGINT)


def what_is_missing():
    """Return what keeps this Python from making the environment, in French and in English."""
    if sys.version_info < OLDEST:
        return (
            "Il faut Python 3.11 ou plus récent ; celui-ci est le {0}. https://www.python.org/downloads/\n"
            "Python 3.11 or later is needed; this one is {0}."
        ).format(".".join(str(part) for part in sys.version_info[:3]))
    if not PYTHON.exists() and os.pathsep in str(ROOT):
        return (
            "Le nom du dossier du blog, ou d’un dossier au-dessus, contient « {0} » (« / » sous macOS) : "
            "renommez-le.\n"
            "The name of the blog’s folder, or of one above it, holds “{0}” (“/” on macOS): rename it."
        ).format(os.pathsep)
    if not PYTHON.exists() and not all(importlib.util.find_spec(n) for n in ("venv", "ensurepip")):
        return (
            "Il manque à Python de quoi préparer le blog. Sous Debian ou Ubuntu : sudo apt install python3-venv\n"
            "Python lacks its module venv. On Debian or Ubuntu: sudo apt install python3-venv"
        )
    return ""


def install(lock):
    """Make the environment hold what a lock file says; do nothing if it does already.

    Once a lock file has changed it is made anew: a package that is no longer locked must not stay,
    or what only works with it would work here and nowhere else.
    """
    stamp = ENVIRONMENT / "installed" / lock
    if PYTHON.exists() and stamp.is_file() and stamp.read_text() == fingerprint(lock):
        return 0
    print("Préparation (une seule fois)… / Getting ready (once)…", file=sys.stderr)  # noqa: T201
    has_pip = [str(PYTHON), "-c", "import pip"]
    commands = []
    if has_changed() or not PYTHON.exists() or subprocess.call(has_pip, stderr=subprocess.DEVNULL):
        # Also when a first run was interrupted, or another Python took the place of the first.
        commands.append([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    commands.append([*pip, "--require-hashes", "--no-deps", "-r", str(ROOT / lock)])
    for command in commands:
        status = subprocess.call(command)
        if status:
            print(  # noqa: T201
                "L’installation a échoué : vérifiez la connexion, puis relancez.\n"
                "The installation failed: check the connection, then try again.",
                file=sys.stderr,
            )
            return status
    stamp.parent.mkdir(exist_ok=True)
    # The lock of the tests holds that of the site, at the same versions.
    for name in {lock, FOR_THE_SITE}:
        (stamp.parent / name).write_text(fingerprint(name))
    return 0


def has_changed():
    """Tell whether a lock file is no longer the one that the environment was made from."""
    made_from = [
        path for path in (ENVIRONMENT / "installed").glob("*") if (ROOT / path.name).is_file()
    ]
    # An environment that runs this very program cannot be made anew under its feet.
    return Path(sys.prefix).resolve() != ENVIRONMENT.resolve() and any(
        path.read_text() != fingerprint(path.name) for path in made_from
    )


def fingerprint(lock):
    """Return what tells an environment made from a lock file, by a Python, from any other."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest() + sys.version


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

from invoke import Context, task  # noqa: E402 - not there before the environment is


def paths():
    """Return where the blog is."""
    from commands.cli.paths import Paths

    return Paths(ROOT)


def ended(status: int) -> None:
    """Stop with the exit status of a task that did not end well; else the next one is run."""
    if status:
        sys.exit(status)


@task
def start(context: Context) -> None:
    """Faire de la démonstration votre blog, par quelques questions."""
    from commands.start import start

    ended(start(paths()))


@task(
    help={
        "clean": "tout refaire à partir des textes, sans ce que le dernier appel a gardé",
        "leaflets": "faire aussi le feuillet à imprimer de chaque article (PDF)",
    }
)
def build(context: Context, clean: bool = False, leaflets: bool = False) -> None:
    """Construire le site dans output/."""
    from commands.build import build, report
    from plugins.shared.problems import N_

    done = N_("The site is in {output}/. To look at it: python3 tasks.py preview")
    blog = paths()
    ended(report(blog, build(blog, clean=clean, leaflets=leaflets), done))


@task(
    help={
        "json": "pour une machine : tout en JSON",
        "errors": "seulement ce qui empêche de publier, sans les remarques",
        "explain": "un article : pourquoi chaque communauté proche y est montrée, ou non",
        "sheet": "un article : ce que demandent JAMA, l’ancien HONcode, DISCERN, PEMAT et le NHS",
        "verify": "refaire tout le site des textes seuls, et comparer à l’octet près",
    }
)
def check(  # noqa: PLR0913, PLR0917 - its options
    context: Context,
    json: bool = False,
    errors: bool = False,
    explain: str = "",
    sheet: str = "",
    verify: bool = False,
) -> None:
    """Dire tout ce qui est prouvé et ce qui empêcherait de publier, sans rien écrire."""
    from commands.build import check
    from commands.explain import explain as tell_why
    from commands.sheet import sheet as fill_in
    from commands.verify import verify as compare

    if verify:
        ended(compare(paths()))
    elif explain:
        ended(tell_why(paths(), explain))
    elif sheet:
        ended(fill_in(paths(), sheet, as_json=json))
    else:
        ended(check(paths(), as_json=json, errors_only=errors))


@task(
    help={
        "title": "le titre ; sans rien, la commande le demande",
        "from_": "reprendre le texte d’un document : .docx, .txt ou .md",
        "editor": "ne pas ouvrir le fichier écrit",
    }
)
def new(context: Context, title: str = "", from_: str = "", editor: bool = True) -> None:
    """Commencer un article : un brouillon, prêt à être écrit."""
    from commands.new import new

    ended(new(paths(), title, source=from_, editor=editor))


@task(help={"port": "numéro de port (8000 par défaut)"})
def preview(context: Context, port: int = 8000) -> None:
    """Voir le blog sur cette machine, mis à jour à chaque enregistrement."""
    from commands.preview import preview

    ended(preview(paths(), port))


@task(
    help={
        "allow_removal": "des articles publiés peuvent disparaître",
        "demonstration": "publier la démonstration comme telle, marquée à chaque page",
    }
)
def publish(context: Context, allow_removal: bool = False, demonstration: bool = False) -> None:
    """Vérifier tout, mettre le blog en ligne, garder l’ancien."""
    from commands.build import report
    from commands.publish import publish
    from plugins.shared.problems import N_

    done = N_("The site is ready on this machine, in {folder}/.")
    blog = paths()
    status = publish(blog, allow_removal=allow_removal, demonstration=demonstration)
    ended(report(blog, status, done))


@task
def rollback(context: Context) -> None:
    """Remettre en ligne le site d’avant."""
    from commands.build import report
    from commands.publish import rollback
    from plugins.shared.problems import N_

    done = N_("The former site is ready again on this machine, in {folder}/.")
    blog = paths()
    ended(report(blog, rollback(blog), done))


@task(
    help={
        "identifier": "DOI, PMID, ISBN ou adresse ; sans rien, la commande le demande",
        "article": "ajouter les sources qu’un article cite et qui manquent : un fichier",
        "import_": "ajouter les références d’un fichier CSL-JSON, BibTeX ou RIS",
        "check": "relire le statut de chaque source (rétractations, corrections)",
        "retraction_watch": "avec --check, la liste de Retraction Watch : un fichier CSV",
        "list": "montrer où chaque source est citée",
    },
)
def cite(  # noqa: PLR0913, PLR0917 - one for each option
    context: Context,
    identifier: str = "",
    article: str = "",
    import_: str = "",
    check: bool = False,
    retraction_watch: str = "",
    list: bool = False,  # noqa: A002 - the name of the option
) -> None:
    """Trouver une source, l’ajouter à la liste, la surveiller."""
    from commands.cite import cite

    status = cite(
        paths(),
        identifier,
        article=article,
        exported=import_,
        check_all=check,
        retraction_watch=retraction_watch,
        listing=list,
    )
    ended(status)


@task(
    help={
        "community": "nom court d’une communauté ; sans rien, la liste de ce qui est à faire",
        "check": "demander à chaque adresse si elle répond encore",
        "import_": "reprendre les faits d’un autre blog, jamais ses verdicts : un fichier ou une adresse",
        "browser": "ne pas ouvrir la page de la communauté dans le navigateur",
    },
)
def vet(
    context: Context,
    community: str = "",
    check: bool = False,
    import_: str = "",
    browser: bool = True,
) -> None:
    """Vérifier une communauté de patients, voir celles qui sont à revoir."""
    from commands.vet import vet

    ended(vet(paths(), community, check_all=check, offered=import_, browser=browser))


@task(
    help={
        "file": "le fichier ZIP du nouveau kit, tel qu’il a été téléchargé",
        "undo": "remettre le kit d’avant",
    }
)
def update(context: Context, file: str = "", undo: bool = False) -> None:
    """Mettre à jour le kit, sans toucher à vos textes."""
    from commands.update import update

    ended(update(paths(), file, undo=undo))


@task(
    help={
        "all": "tous les cas : vingt-cinq minutes au lieu de cinq",
        "options": "options de pytest, par exemple « -k sources »",
    }
)
def test(
    context: Context,
    all: bool = False,  # noqa: A002 - the name of the option
    options: str = "",
) -> None:
    """Lancer les tests (pour les développeurs)."""
    words = [*(["--all"] if all else []), *options.split()]
    ended(subprocess.call([str(PYTHON), "-m", "pytest", *words], cwd=ROOT))


@task
def lint(context: Context) -> None:
    """Vérifier le style et les types (pour les développeurs)."""
    tools = (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["djlint", "theme/templates", "--lint", "--quiet"],
    )
    results = [subprocess.call([str(PYTHON), "-m", *tool], cwd=ROOT) for tool in tools]
    ended(max(results))

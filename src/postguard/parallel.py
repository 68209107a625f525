"""Many posts, several processes, one order: reports come out as if one process had written them.

Posts go out in chunks, one at a time to each worker, and what came back early waits for its turn. A worker that dies
says nothing more; the post it was at becomes a `Problem`, and another worker checks the rest of its chunk.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

from postguard.checker import Checker
from postguard.model import Post, Problem, Result, Tally
from postguard.reporters.base import Reporter

CHUNK = 500
AHEAD = 4
"""Chunks for each worker that may be under way or waiting for their turn: memory stays bounded."""
LOST = "The process that checked it was ended from outside or ran out of memory, so it was not checked."

Item = Post | Problem
Outcome = Result | Problem


def written(
    checker: Checker, inputs: Iterable[Item], reporters: Sequence[Reporter], jobs: int
) -> Iterator[tuple[list[str], Tally]]:
    """What each reporter writes of the outcomes, in the order of the inputs, with the counts."""
    # What depends on what was written before is written here; the rest, which is most of the work, by the workers.
    apart = all(getattr(reporter, "APART", False) for reporter in reporters)
    for made in _Team(checker, reporters if apart else None, jobs).work(iter(inputs)):
        if isinstance(made, list):
            tally = Tally()
            for outcome in made:
                tally.add(outcome)
            yield ["".join(map(reporter.outcome, made)) for reporter in reporters], tally
        else:
            yield made


def _reported(checker: Checker, items: Iterable[Item], reporters: Sequence[Reporter]) -> tuple[list[str], Tally]:
    tally = Tally()
    outcomes = list(checker.check_all(items))
    for outcome in outcomes:
        tally.add(outcome)
    return ["".join(map(reporter.outcome, outcomes)) for reporter in reporters], tally


Made = list[Outcome] | tuple[list[str], Tally]


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    at: Any
    """Shared with the process: which item of its chunk it is at."""
    chunk: int = -1
    """Number of the chunk it has; -1: none."""


@dataclass(slots=True)
class _Team:
    checker: Checker
    reporters: Sequence[Reporter] | None
    """Whose texts workers make; None: they give outcomes back."""
    jobs: int
    workers: list[_Worker] = field(default_factory=list)
    chunks: dict[int, list[Item]] = field(default_factory=dict)
    """Those that are being checked."""
    done: dict[int, Made] = field(default_factory=dict)

    def work(self, items: Iterator[Item]) -> Iterator[Made]:
        given = told = 0
        more = True
        try:
            self.workers = [self._hired() for _ in range(self.jobs)]
            while more or given > told:
                for worker in self.workers:
                    if worker.chunk < 0 and more and given - told < AHEAD * self.jobs:
                        chunk = list(islice(items, CHUNK))
                        more = bool(chunk)
                        if chunk:
                            self.chunks[given] = chunk
                            self._give(worker, given)
                            given += 1
                while told in self.done:
                    yield self.done.pop(told)
                    told += 1
                if any(worker.chunk >= 0 for worker in self.workers):
                    self._listen()
        finally:
            for worker in self.workers:
                worker.pipe.close()
                worker.process.terminate()
            for worker in self.workers:
                worker.process.join()

    def _hired(self) -> _Worker:
        methods = multiprocessing.get_all_start_methods()
        context: Any = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        ours, theirs = context.Pipe()
        at = context.RawValue("l", 0)
        process = context.Process(target=_serve, args=(theirs, at, self.checker, self.reporters), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours, at)

    def _give(self, worker: _Worker, number: int) -> None:
        worker.chunk, worker.at.value = number, 0
        try:
            worker.pipe.send(self.chunks[number])
        except OSError:
            self._replace(worker)

    def _listen(self) -> None:
        """Take what workers have made; a pipe that ends tells of a worker that died."""
        busy = {worker.pipe: worker for worker in self.workers if worker.chunk >= 0}
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            try:
                made = worker.pipe.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if isinstance(made, str):
                raise RuntimeError(made)
            self.done[worker.chunk] = made
            del self.chunks[worker.chunk]
            worker.chunk = -1

    def _replace(self, worker: _Worker) -> None:
        """Another worker in the place of a dead one, with its chunk less the post that it died of."""
        number, at = worker.chunk, worker.at.value
        worker.pipe.close()
        worker.process.join()
        lost = self.chunks[number][at]
        if isinstance(lost, Post):
            self.chunks[number][at] = Problem(lost.source, LOST, lost.record, lost.line)
        other = self._hired()
        worker.process, worker.pipe, worker.at = other.process, other.pipe, other.at
        self._give(worker, number)


def _serve(pipe: Connection, at: Any, checker: Checker, reporters: Sequence[Reporter] | None) -> None:
    """A worker: chunks in, what was made of them out, until the pipe is closed."""

    def counted(items: Sequence[Item]) -> Iterator[Item]:
        for number, item in enumerate(items):
            at.value = number
            yield item

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that reads the keyboard tells when to stop
    while True:
        try:
            items: list[Item] = pipe.recv()
        except EOFError:
            return
        try:
            if reporters is None:
                pipe.send(list(checker.check_all(counted(items))))
            else:
                pipe.send(_reported(checker, counted(items), reporters))
        except Exception as error:
            # Its message may quote a draft: only its name leaves this process.
            pipe.send(type(error).__name__)

#!/usr/bin/env python3
"""Fits the weights of `mod pair` in crates/mahdar-reader/src/acts/sides.rs.

Which two parties الطرفان, البلدان, الأطراف mean is a conditional logit over all pairs of a report's parties. Instances are
the acts of the read sets of gold/ whose evidence holds such a word and whose two parties the gold gives. Prints how many
are right when each set is left out in turn, then the weights fitted to all.

Needs numpy and a release build; run from the repository: python3 tools/fit-sides.py
"""

import itertools
import json
import math
import re
import subprocess

import numpy as np

SETS = "practice heldout exam exam-2 exam-3 exam-4 practice-2 reports-acts samples exam-5 exam-6 exam-7 mirrors mirrors-2".split()
HEADS = (
    "طرفين طرفان جانبين جانبان بلدين بلدان أطراف اطراف دولتين دولتان اثنان اثنين فرقاء وفدين وفدان جارين جارتين "
    "عاصمتين رئيسين رئيسان وزيران وزيرين"
).split()
WORD = re.compile(rf"(?:ال|لل|بال|وال)(?:{'|'.join(HEADS)})(?!\w)|طرفي |جانبي ")
IGO = set("UN EU LAS AU NATO GCC OIC OPEC IAEA ICC OPCW WHO IMF WB OSCE G7 G20 ECOWAS IGAD INTL WEST CSTO ASEAN".split())
ADVERSE = set("ACCUSE ASSAULT COERCE DENY MOBILIZE PROTEST REJECT REQUEST SANCTION THREATEN".split())
NAMES = "near far adverse other recent igo less_named more_named before kin mediates".split()


def instances():
    for name in SETS:
        with open(f"gold/{name}.jsonl", encoding="utf-8") as file:
            gold = [json.loads(line) for line in file]
        lines = "\n".join(json.dumps({"id": g["id"], "text": g["text"]}, ensure_ascii=False) for g in gold)
        command = ["target/release/mahdar", "read", "--format", "jsonl", "-"]
        out = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
        read = {report["id"]: report for report in map(json.loads, out.splitlines())}
        for record in gold:
            for act in record["acts"]:
                start, end = act["evidence"]
                word = WORD.search(record["text"][start:end])
                both = act["actors"] + act["recipients"]
                if not word:
                    continue
                if len(act["recipients"]) == 2:
                    yield name, read[record["id"]], start + word.start(), frozenset(act["recipients"]), set(act["actors"])
                elif len(both) == 2 and (act.get("symmetric") or len(act["actors"]) == 2):
                    yield name, read[record["id"]], start + word.start(), frozenset(both), set()


def features(report, at, third):
    text = report["text"]
    ends = [m.end() for m in re.finditer(r"[.!?؟\n]+(?=\s|$)", text)] + [len(text)]
    sentence = lambda place: sum(end <= place for end in ends)
    here = sentence(at)
    party = {e["id"]: e["party"] for e in report["entities"]}
    named, where = {}, []
    for entity in report["entities"]:
        for start, _ in entity["mentions"]:
            in_place = re.search(r"(?:^|[\s،])(?:في|فى)$", text[:start].rstrip())
            if entity["party"] and not in_place:
                named.setdefault(sentence(start), set()).add(entity["party"])
                where.append((start, entity["party"]))
    often = {}
    for _, code in where:
        often[code] = often.get(code, 0) + 1
    acts, mediates = [], {}
    for act in report["acts"]:
        if act["evidence"][0] >= at or "counterpart" in act["found_by"]:
            continue
        actors = {party[i] for i in act["actors"] if party[i]}
        others = {party[i] for i in act["recipients"] if party[i]}
        if act["type"] == "MEDIATE":
            for code in actors:
                mediates[code] = min(2, mediates.get(code, 0) + 1)
        if act["symmetric"] and not others:
            pairs = {frozenset(p) for p in itertools.combinations(sorted(actors), 2)}
        else:
            pairs = {frozenset((a, b)) for a in actors for b in others if a != b}
        acts += [(pair, sentence(act["evidence"][0]), act["type"] in ADVERSE) for pair in pairs]

    def fresh(code):
        before = [start for start, c in where if c == code and start < at]
        return 1 / (1 + (at - max(before)) / 150) if before else 0

    rows, pairs = [], []
    for a, b in itertools.combinations(sorted(c for c in often if c not in third), 2):
        near = far = 0.0
        for s, codes in named.items():
            if a in codes and b in codes:
                share = 1 / max(1, len([c for c in codes if c not in third]) - 1)
                near += share * {0: 1, 1: 1, 2: 0.7}.get(here - s, 0)
                far += share
        of = [(s, adverse) for pair, s, adverse in acts if pair == frozenset((a, b))]
        rows.append([
            near,
            math.log1p(far),
            math.log1p(sum(adverse for _, adverse in of)),
            math.log1p(sum(not adverse for _, adverse in of)),
            math.log1p(sum(here - 2 <= s <= here for s, _ in of)),
            (a in IGO) + (b in IGO),
            math.log(min(often[a], often[b])),
            math.log(max(often[a], often[b])),
            min(fresh(a), fresh(b)),
            float(a.split("-")[0] == b.split("-")[0]),
            mediates.get(a, 0) + mediates.get(b, 0),
        ])
        pairs.append(frozenset((a, b)))
    return np.array(rows), pairs


def fit(data, decay=1.5, steps=400, rate=0.2):
    weights = np.zeros(len(NAMES))
    for _ in range(steps):
        slope = np.zeros_like(weights)
        for _, rows, right in data:
            score = rows @ weights
            share = np.exp(score - score.max())
            slope += rows[right] - (share / share.sum()) @ rows
        weights += rate * (slope - decay * weights) / len(data)
    return weights


def main():
    data = []
    for name, report, at, target, third in instances():
        rows, pairs = features(report, at, third)
        if target in pairs:
            data.append((name, rows, pairs.index(target)))
    right = 0
    for name in sorted({d[0] for d in data}):
        weights = fit([d for d in data if d[0] != name])
        right += sum(int(np.argmax(rows @ weights)) == k for n, rows, k in data if n == name)
    print(f"{right} of {len(data)} right, each set left out in turn")
    for name, weight in zip(NAMES, fit(data)):
        print(f"{name:12} {weight:6.2f}")


if __name__ == "__main__":
    main()

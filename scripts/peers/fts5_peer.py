#!/usr/bin/env python3
"""SQLite FTS5 as a peer of the speed suite; the same commands as LucenePeer.java, on one thread (it has no more)."""
import json
import sqlite3
import sys
import time


def index(tsv, path):
    db = sqlite3.connect(path)
    db.execute("CREATE VIRTUAL TABLE article USING fts5(id UNINDEXED, title, text, url UNINDEXED, source UNINDEXED,"
               " tokenize='porter unicode61')")
    with open(tsv, encoding="utf-8") as lines, db:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        db.executemany("INSERT INTO article VALUES (?, ?, ?, ?, ?)", (row[:3] + row[6:8] for row in rows))
    db.close()


def query(path, kind, file):
    db = sqlite3.connect(path)
    join = {"or": " OR ", "and": " AND ", "phrase": " "}[kind]
    took = []
    for line in open(file, encoding="utf-8"):
        words = line.split()
        text = '"' + " ".join(words) + '"' if kind == "phrase" else join.join(f'"{word}"' for word in words)
        start = time.perf_counter()
        db.execute("SELECT id, title FROM article WHERE article MATCH ? ORDER BY rank LIMIT 10", (text,)).fetchall()
        took.append(time.perf_counter() - start)
    total = sum(took)
    took.sort()
    print(json.dumps({"seconds": total, "p50_us": took[len(took) // 2] * 1e6, "p99_us": took[len(took) * 99 // 100] * 1e6}))


if sys.argv[1] == "index":
    index(sys.argv[2], sys.argv[3])
else:
    query(*sys.argv[2:5])

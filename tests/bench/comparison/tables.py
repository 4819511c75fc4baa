# SPDX-License-Identifier: Apache-2.0
"""Markdown."""


def grouped(number):
    return f"{round(number):,}"


def title(text):
    print(f"### {text}\n")


def note(text):
    print(f"{text}\n")


def table(columns, rows):
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
    print()


def runs(results, ours, image_bytes):
    """Rows of interleaved runs; ratios are of `ours` to each other one."""
    mine = next((r for r in results if r.name == ours and r.samples and not r.failure), None)
    rows = []
    for result in results:
        if result.failure or not result.samples:
            rows.append([result.name, f"not measured: {result.failure}", "", "", "", "", f"`{result.command}`"])
            continue
        wall = result.median("wall")
        ratio = f"{mine.median('wall') / wall:.2f}" if mine else ""
        rows.append([result.name, f"{wall:.2f} s", result.spread(), ratio,
                     f"{result.median('cpu') * (1 << 30) / image_bytes:.2f}", f"{result.median('rss_kib') / 1024:.1f} MiB",
                     f"`{result.command}`"])
    table(["", "wall, median", "from to", f"{ours} / this", "CPU s per GiB of image", "peak RSS", "command"], rows)


def verdict(text, reached, bound):
    """A target and whether it was reached."""
    print(f"- {text}: **{reached:.3f}** (target {'at most' if bound[0] == '<' else 'at least'} {bound[1]}: "
          f"{'reached' if (reached <= bound[1] if bound[0] == '<' else reached >= bound[1]) else 'missed'})")

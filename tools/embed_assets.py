#!/usr/bin/env python3
"""embed_assets.py OUT.S OUT_TABLE.h PREFIX=FOLDER...: puts the files of folders into the program with .incbin, each
served below its prefix. FILE.gz and FILE.br beside FILE are its packed forms; where there is no .gz one is made, for
texts. A name with eight or more hexadecimal or base64 digits before its ending ("app-3f9a01c2.js") never changes."""
import gzip
import hashlib
import os
import re
import sys

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
         ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon",
         ".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8"}


def embed(out, name, path):
    out.append('\t.globl %s\n\t.balign 16\n%s:\n\t.incbin "%s"\n' % (name, name, path))
    return "{%s, %d}" % (name, os.path.getsize(path))


def forms(assembly, name, path, folder):
    """The plain, gzip and brotli forms of a file as initialisers."""
    packed = path + ".gz"
    if not os.path.exists(packed) and os.path.splitext(path)[1] != ".png":
        packed = os.path.join(folder, name + ".gz")
        with open(path, "rb") as f, open(packed, "wb") as g:
            g.write(gzip.compress(f.read(), 9, mtime=0))
    result = [embed(assembly, name, path)]
    for suffix, form in (("_gz", packed), ("_br", path + ".br")):
        result.append(embed(assembly, name + suffix, form) if os.path.exists(form) else "{NULL, 0}")
    return result


def main():
    assembly, rows, names = ["\t.section .rodata\n"], [], []
    for pair in sys.argv[3:]:
        prefix, folder = pair.split("=", 1)
        for at, _, files in sorted(os.walk(folder)):
            for file in sorted(files):
                path = os.path.abspath(os.path.join(at, file))
                kind = TYPES.get(os.path.splitext(file)[1])
                if not kind:
                    continue
                name = "asset_%d" % len(rows)
                plain, packed, brotli = forms(assembly, name, path, os.path.dirname(os.path.abspath(sys.argv[1])))
                tag = hashlib.sha256(open(path, "rb").read()).hexdigest()[:16]
                hashed = bool(re.search(r"[-.][0-9A-Za-z_-]{8,}\.[a-z0-9]+$", file)) and "assets" in at
                url = prefix + os.path.relpath(path, os.path.abspath(folder)).replace(os.sep, "/")
                rows.append('    {"%s", "%s", "%s", %s, %s, %s, %s},\n'
                            % (url, kind, tag, "true" if hashed else "false", plain, packed, brotli))
                names += [name] + [n for n, v in ((name + "_gz", packed), (name + "_br", brotli)) if "NULL" not in v]
    assembly.append('\t.section .note.GNU-stack,"",@progbits\n')
    open(sys.argv[1], "w").write("".join(assembly))
    with open(sys.argv[2], "w") as f:
        f.write("#pragma once\n\n")
        f.writelines("extern const unsigned char %s[];\n" % n for n in names)
        f.write("static const Asset asset_table[] = {\n%s};\n" % "".join(rows))


main()

/**
 * Verifies a published log without Jalon, with what any Python 3 brings along: every entry's number, hash and predecessor, and every
 * text beside it. It prints the head of the log. Names in entries are ASCII and numbers are whole, so that its JSON is canonical.
 */
export const verifyRecipe = `import hashlib, json, sys

def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()

head = '0' * 64
for number, line in enumerate(open(sys.argv[1], encoding='utf-8'), 1):
    told = json.loads(line)
    entry = told['entry']
    stated = entry.pop('hash')
    canonical = json.dumps(entry, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    if entry['seq'] != number or entry['prevHash'] != head or sha256(canonical) != stated:
        sys.exit(f'entry {number} was changed')
    for one in told['texts']:
        if one['text'] is not None and sha256(one['salt'] + one['text']) != one['sha256']:
            sys.exit(f'a text of entry {number} was changed')
    head = stated
print(head)
`;

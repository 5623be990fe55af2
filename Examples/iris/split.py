"""Parts the flowers into those to learn from and those to be tested on, the same way for the same seed."""
import csv
import os
import random

with open(os.environ["APUS_INPUT_DATASET"], newline="") as file:
    flowers = list(csv.DictReader(file))
random.Random(int(os.environ["APUS_PARAM_SEED"])).shuffle(flowers)
test_count = round(len(flowers) * float(os.environ["APUS_PARAM_TEST_SHARE"]))
for name, part in (("TEST", flowers[:test_count]), ("TRAIN", flowers[test_count:])):
    with open(os.environ[f"APUS_OUTPUT_{name}"], "w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(flowers[0]))
        writer.writeheader()
        writer.writerows(part)
    print(f"{name.lower()}: {len(part)} flowers")

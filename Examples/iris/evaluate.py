"""Lets the nearest remembered flowers vote on each test flower and counts the right answers."""
import collections
import csv
import json
import math
import os

with open(os.environ["APUS_INPUT_MODEL"]) as file:
    model = json.load(file)
with open(os.environ["APUS_INPUT_TEST"], newline="") as file:
    flowers = list(csv.DictReader(file))


def classify(flower):
    here = [(float(flower[name]) - mean) / deviation for name, (mean, deviation) in model["scales"].items()]
    nearest = sorted(model["points"], key=lambda point: math.dist(point["at"], here))[: model["neighbours"]]
    return collections.Counter(point["species"] for point in nearest).most_common(1)[0][0]


right = sum(classify(flower) == flower["species"] for flower in flowers)
metrics = {"accuracy": round(right / len(flowers), 4), "flowers": len(flowers)}
with open(os.environ["APUS_OUTPUT_METRICS"], "w") as file:
    json.dump(metrics, file)
print(f"accuracy {metrics['accuracy']} on {len(flowers)} flowers")

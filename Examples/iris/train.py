"""Learns: scales each measurement to mean 0 and deviation 1, and remembers the scaled flowers."""
import csv
import json
import os
import statistics

with open(os.environ["APUS_INPUT_TRAIN"], newline="") as file:
    flowers = list(csv.DictReader(file))
columns = [name for name in flowers[0] if name != "species"]
scales = {
    name: (statistics.mean(values), statistics.pstdev(values))
    for name in columns
    for values in [[float(flower[name]) for flower in flowers]]
}
model = {
    "neighbours": int(os.environ["APUS_PARAM_NEIGHBOURS"]),
    "scales": scales,
    "points": [
        {"at": [(float(flower[name]) - scales[name][0]) / scales[name][1] for name in columns], "species": flower["species"]}
        for flower in flowers
    ],
}
with open(os.environ["APUS_OUTPUT_MODEL"], "w") as file:
    json.dump(model, file)
print(f"learned from {len(flowers)} flowers")

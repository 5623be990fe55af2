"""Reads the flowers that travel with this code and checks that they are whole."""
import csv
import os
import shutil

with open("iris.csv", newline="") as file:
    flowers = list(csv.DictReader(file))
if len(flowers) != 150 or len({flower["species"] for flower in flowers}) != 3:
    raise SystemExit(f"iris.csv should hold 150 flowers of 3 species, it holds {len(flowers)}")
shutil.copyfile("iris.csv", os.environ["APUS_OUTPUT_DATASET"])
print(f"{len(flowers)} flowers")

"""Tests the model on digits that it has not seen."""
import json
import os
import pickle

import numpy
from sklearn.metrics import accuracy_score, confusion_matrix

data = numpy.load(os.environ["APUS_INPUT_DATASET"])
with open(os.environ["APUS_INPUT_MODEL"], "rb") as file:
    model = pickle.load(file)
predicted = model.predict(data["test_images"])
accuracy = round(float(accuracy_score(data["test_labels"], predicted)), 4)
with open(os.environ["APUS_OUTPUT_METRICS"], "w") as file:
    json.dump({"accuracy": accuracy, "digits": len(predicted)}, file)
confusion = confusion_matrix(data["test_labels"], predicted)
numpy.savetxt(os.environ["APUS_OUTPUT_CONFUSION"], confusion, fmt="%d", delimiter=",")
with open(os.environ["APUS_METRICS"], "a") as file:
    for digit, share in enumerate(confusion.diagonal() / confusion.sum(axis=1)):
        file.write(json.dumps({"name": "recall", "value": round(float(share), 4), "at": digit}) + "\n")
print(f"accuracy {accuracy} on {len(predicted)} digits")

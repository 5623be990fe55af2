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
numpy.savetxt(
    os.environ["APUS_OUTPUT_CONFUSION"], confusion_matrix(data["test_labels"], predicted), fmt="%d", delimiter=","
)
print(f"accuracy {accuracy} on {len(predicted)} digits")

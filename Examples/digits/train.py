"""Trains a support vector machine."""
import os
import pickle

import numpy
from sklearn.svm import SVC

data = numpy.load(os.environ["APUS_INPUT_DATASET"])
model = SVC(gamma=float(os.environ["APUS_PARAM_GAMMA"])).fit(data["train_images"], data["train_labels"])
with open(os.environ["APUS_OUTPUT_MODEL"], "wb") as file:
    pickle.dump(model, file)
print(f"trained on {len(data['train_labels'])} digits, {len(model.support_)} support vectors")

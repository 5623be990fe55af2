"""Takes the digits that scikit-learn brings along and parts them into training and test."""
import os

import numpy
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

images, labels = load_digits(return_X_y=True)
parts = train_test_split(
    images, labels, test_size=float(os.environ["APUS_PARAM_TEST_SHARE"]), random_state=int(os.environ["APUS_PARAM_SEED"])
)
with open(os.environ["APUS_OUTPUT_DATASET"], "wb") as file:
    numpy.savez(file, **dict(zip(["train_images", "test_images", "train_labels", "test_labels"], parts)))
print(f"{len(labels)} digits, {len(parts[1])} of them for the test")

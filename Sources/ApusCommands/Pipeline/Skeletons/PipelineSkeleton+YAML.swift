extension PipelineSkeleton {
    static let yaml = [
        Skeleton.File(path: "pipeline.yaml", text: file), Skeleton.File(path: "summarise.py", text: step),
    ]

    private static let file = """
        # Documentation/pipeline-file.md has every key.
        name: PIPELINE_NAME
        image: python:3.12-slim
        source: .
        parameters: {factor: 1.5}
        steps:
          load:
            run: seq 1 4 > "$APUS_OUTPUT_NUMBERS"
            outputs: [numbers]
          summarise:
            run: python3 summarise.py
            inputs: {numbers: load.numbers}
            outputs: [summary]

        """

    private static let step = #"""
        """Computes the mean of the numbers."""
        import json
        import os

        with open(os.environ["APUS_INPUT_NUMBERS"]) as file:
            numbers = [float(line) for line in file]
        mean = float(os.environ["APUS_PARAM_FACTOR"]) * sum(numbers) / len(numbers)
        with open(os.environ["APUS_OUTPUT_SUMMARY"], "w") as file:
            json.dump({"mean": mean}, file)
        print(f"the mean is {mean}")

        """#
}

"""Writes onnxGolden.json: what ONNX Runtime makes of the cells that it has, for onnxGolden.test.ts.

pip install onnx==1.23.1 onnxruntime==1.30.0 numpy && python src/networks/onnxGolden.py
"""

import json
import math
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

T, B, X, H = 5, 2, 3, 4
LENGTHS = [5, 3]


def drawn(name, *shape):
    """Numbers that the test draws in the same way: from the letters of a name."""
    seed = sum(ord(letter) * (place + 1) for place, letter in enumerate(name))
    count = math.prod(shape)
    return np.array([0.8 * math.sin(seed + 7 * i) for i in range(count)], np.float32).reshape(shape)


def weights(gates, mark, recurrent_bias):
    """One direction's W [G·H, X], R [G·H, H] and B [2·G·H]; `recurrent_bias` names the gates whose biases are two."""
    h = f"h{mark}"
    W = np.concatenate([drawn(f"W_x{g}{mark}", X, H).T for g in gates])
    R = np.concatenate([drawn(f"W_{h}{g}{mark}", H, H).T for g in gates])
    two = lambda g, own, shared: drawn(own, H) if g in recurrent_bias else shared
    Wb = [two(g, f"b_x{g}{mark}", drawn(f"b_{g}{mark}", H)) for g in gates]
    Rb = [two(g, f"b_{h}{g}{mark}", np.zeros(H, np.float32)) for g in gates]
    return W, R, np.concatenate(Wb + Rb)


def run(operator, gates, marks=("",), peepholes="", recurrent_bias="", **attributes):
    parts = [weights(gates, mark, recurrent_bias) for mark in marks]
    given = {
        "X": drawn("x", T, B, X),
        "W": np.stack([W for W, _, _ in parts]),
        "R": np.stack([R for _, R, _ in parts]),
        "B": np.stack([b for _, _, b in parts]),
        "lens": np.array(LENGTHS, np.int32),
    }
    names = ["X", "W", "R", "B", "lens"]
    if peepholes:
        given["P"] = np.stack([np.concatenate([drawn(f"p_{g}{mark}", H) for g in peepholes]) for mark in marks])
        names += ["", "", "P"]
    node = helper.make_node(
        operator, names, ["Y"], hidden_size=H, direction="bidirectional" if len(marks) == 2 else "forward", **attributes
    )
    kinds = {name: TensorProto.INT32 if name == "lens" else TensorProto.FLOAT for name in given}
    graph = helper.make_graph(
        [node],
        "golden",
        [helper.make_tensor_value_info(name, kinds[name], value.shape) for name, value in given.items()],
        [helper.make_tensor_value_info("Y", TensorProto.FLOAT, None)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    (Y,) = onnxruntime.InferenceSession(model.SerializeToString()).run(["Y"], given)
    # Y is [T, directions, B, H]; of each sequence, its own steps.
    return [
        [[[round(float(v), 7) for v in Y[t, d, b]] for t in range(LENGTHS[b])] for b in range(B)] for d in range(len(marks))
    ]


golden = {
    "tanh": run("RNN", "h"),
    "irnn": run("RNN", "h", activations=["Relu"]),
    "lstm": run("LSTM", "iofg"),
    "lstm-peephole": run("LSTM", "iofg", peepholes="iof"),
    "gru": run("GRU", "zrn"),
    "gru-reset-after": run("GRU", "zrn", recurrent_bias="n", linear_before_reset=1),
    "both-ways": run("LSTM", "iofg", marks=("F", "B"), peepholes="iof"),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=2) + "\n")

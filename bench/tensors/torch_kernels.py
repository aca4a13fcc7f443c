"""Times single convolutions of PyTorch on one thread. Each argument is NAME:batch,in,out,depth,height,width,kernel,stride (depth 0 for two dimensions).

Prints a line 'NAME FORWARD BACKWARD' in CPU seconds, best of several; backward gives the gradients of input and weights together.
"""
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def best(work, operations):
    work()
    seconds = float("inf")
    for _ in range(4):
        repeats = max(1, int(2e9 / operations))
        start = time.process_time()
        for _ in range(repeats):
            work()
        seconds = min(seconds, (time.process_time() - start) / repeats)
    return seconds


for argument in sys.argv[1:]:
    name, sizes = argument.split(":")
    batch, inputs, outputs, depth, height, width, kernel, stride = map(int, sizes.split(","))
    space, axes = ((depth, height, width), 3) if depth else ((height, width), 2)
    conv = F.conv3d if depth else F.conv2d
    x = torch.randn((batch, inputs) + space, requires_grad=True)
    w = torch.randn((outputs, inputs) + (kernel,) * axes, requires_grad=True)
    with torch.no_grad():
        y = conv(x, w, None, stride, kernel // 2)
        operations = 2.0 * y.numel() * inputs * kernel ** axes
        forward = best(lambda: conv(x, w, None, stride, kernel // 2), operations)
    y = conv(x, w, None, stride, kernel // 2)
    g = torch.randn_like(y)
    backward = best(lambda: torch.autograd.grad(y, [x, w], g, retain_graph=True), operations)
    print(name, forward, backward, flush=True)

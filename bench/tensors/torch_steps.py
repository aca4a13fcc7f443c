"""Times PyTorch on the networks of TensorNetworks.cs, one step for each line read, so that the two engines can take turns.

usage: torch_steps.py CASE THREADS
A line 'step' answers 'CPU_SECONDS WALL_SECONDS'; a line 'memory' answers the peak of the resident memory in bytes.
"""
import copy
import resource
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, conv, norm, inputs, outputs, stride):
        super().__init__()
        self.conv1 = conv(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = norm(outputs)
        self.conv2 = conv(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = norm(outputs)
        self.down = nn.Sequential(conv(inputs, outputs, 1, stride, bias=False), norm(outputs)) if stride != 1 or inputs != outputs else None

    def forward(self, x):
        shortcut = x if self.down is None else self.down(x)
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        return F.relu(self.bn2(self.conv2(y)) + shortcut, inplace=True)


class ResNet18(nn.Module):
    def __init__(self, axes, channels):
        super().__init__()
        conv, norm = (nn.Conv2d, nn.BatchNorm2d) if axes == 2 else (nn.Conv3d, nn.BatchNorm3d)
        self.pool = F.max_pool2d if axes == 2 else F.max_pool3d
        self.conv1 = conv(channels, 64, 7, 2, 3, bias=False)
        self.bn1 = norm(64)
        blocks, inputs = [], 64
        for stage, outputs in enumerate([64, 128, 256, 512]):
            for block in range(2):
                blocks.append(Block(conv, norm, inputs, outputs, 2 if stage > 0 and block == 0 else 1))
                inputs = outputs
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(512, 2)

    def forward(self, x):
        x = self.pool(F.relu(self.bn1(self.conv1(x)), inplace=True), 3, 2, 1)
        return self.fc(self.blocks(x).flatten(2).mean(2))


class UNet(nn.Module):
    FEATURES = [32, 64, 128, 256, 320]

    def __init__(self):
        super().__init__()
        f = self.FEATURES
        self.down = nn.ModuleList([self.stage(1 if i == 0 else f[i - 1], f[i], 1 if i == 0 else 2) for i in range(5)])
        self.up = nn.ModuleList([nn.ConvTranspose3d(f[i + 1], f[i], 2, 2) for i in range(4)])
        self.merge = nn.ModuleList([self.stage(2 * f[i], f[i], 1) for i in range(4)])
        self.out = nn.Conv3d(f[0], 2, 1)

    @staticmethod
    def stage(inputs, outputs, stride):
        layers = []
        for i in range(2):
            layers += [nn.Conv3d(inputs if i == 0 else outputs, outputs, 3, stride if i == 0 else 1, 1),
                       nn.InstanceNorm3d(outputs, affine=True), nn.LeakyReLU(0.01, inplace=True)]
        return nn.Sequential(*layers)

    def forward(self, x):
        skips = []
        for stage in self.down:
            x = stage(x)
            skips.append(x)
        for i in range(3, -1, -1):
            x = self.merge[i](torch.cat([self.up[i](x), skips[i]], 1))
        return self.out(x)


def fold(conv, norm):
    return nn.utils.fusion.fuse_conv_bn_eval(conv.eval(), norm.eval())


def folded(net):
    """The same ResNet with its batch norms folded into the weights."""
    net.conv1, net.bn1 = fold(net.conv1, net.bn1), nn.Identity()
    for block in net.blocks:
        block.conv1, block.bn1 = fold(block.conv1, block.bn1), nn.Identity()
        block.conv2, block.bn2 = fold(block.conv2, block.bn2), nn.Identity()
        if block.down is not None:
            block.down = fold(block.down[0], block.down[1])
    return net.eval()


def faster(nets, x):
    """Whichever of the same network, as it is and folded, is faster here."""
    times = []
    with torch.no_grad():
        for net in nets:
            net(x)
            start = time.process_time()
            net(x)
            times.append(time.process_time() - start)
    return nets[times.index(min(times))]


CASES = {
    "resnet18-2d-train": (lambda: ResNet18(2, 3), (16, 3, 224, 224)),
    "resnet18-3d-train": (lambda: ResNet18(3, 1), (2, 1, 32, 96, 96)),
    "unet-3d-train": (UNet, (1, 1, 64, 64, 64)),
    "resnet18-2d-infer": (lambda: ResNet18(2, 3), (1, 3, 224, 224)),
    "resnet18-3d-infer": (lambda: ResNet18(3, 1), (1, 1, 64, 128, 128)),
    "unet-3d-infer": (UNet, (1, 1, 96, 96, 96)),
}


def main():
    case, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    make, shape = CASES[case]
    net = make()
    x = torch.randn(shape)
    if case.endswith("train"):
        net.train()
        optimizer = torch.optim.SGD(net.parameters(), lr=1e-4, momentum=0.9)

        def step():
            optimizer.zero_grad(set_to_none=True)
            (net(x) ** 2).mean().backward()
            optimizer.step()
    else:
        net = faster([net.eval(), folded(copy.deepcopy(net))], x) if case.startswith("resnet") else net.eval()

        def step():
            with torch.no_grad():
                net(x)

    print("ready", torch.__version__, flush=True)
    for line in sys.stdin:
        if line.strip() == "memory":
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)
            continue
        cpu, wall = time.process_time(), time.perf_counter()
        step()
        print(f"{time.process_time() - cpu:.6f} {time.perf_counter() - wall:.6f}", flush=True)


if __name__ == "__main__":
    main()

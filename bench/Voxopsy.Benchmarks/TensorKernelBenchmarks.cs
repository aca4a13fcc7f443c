using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Benchmarks;

/// <summary>Single convolutions of the networks in <see cref="TensorNetworks"/>, beside what the arithmetic units could do at best and beside PyTorch.</summary>
internal static unsafe class TensorKernelBenchmarks
{
    private static readonly (string Name, ConvolutionShape Shape)[] Layers =
    [
        ("resnet-2d-conv1", Layer(16, 3, 64, new(1, 224, 224), 7, 2)),
        ("resnet-2d-layer1", Layer(16, 64, 64, new(1, 56, 56), 3, 1)),
        ("resnet-2d-layer2", Layer(16, 128, 128, new(1, 28, 28), 3, 1)),
        ("resnet-2d-layer3", Layer(16, 256, 256, new(1, 14, 14), 3, 1)),
        ("resnet-2d-layer4", Layer(16, 512, 512, new(1, 7, 7), 3, 1)),
        ("resnet-2d-layer2-down", Layer(16, 64, 128, new(1, 56, 56), 3, 2)),
        ("resnet-3d-conv1", Layer(2, 1, 64, new(32, 96, 96), 7, 2)),
        ("resnet-3d-layer1", Layer(2, 64, 64, new(8, 24, 24), 3, 1)),
        ("resnet-3d-layer2", Layer(2, 128, 128, new(4, 12, 12), 3, 1)),
        ("resnet-3d-layer4", Layer(2, 512, 512, new(1, 3, 3), 3, 1)),
        ("unet-level1", Layer(1, 32, 32, new(64, 64, 64), 3, 1)),
        ("unet-level1-merge", Layer(1, 64, 32, new(64, 64, 64), 3, 1)),
        ("unet-level2", Layer(1, 64, 64, new(32, 32, 32), 3, 1)),
        ("unet-level3", Layer(1, 128, 128, new(16, 16, 16), 3, 1)),
        ("unet-level5", Layer(1, 320, 320, new(4, 4, 4), 3, 1)),
        ("unet-level2-down", Layer(1, 32, 64, new(64, 64, 64), 3, 2)),
    ];

    internal static void Add(BenchmarkTable table)
    {
        double peak = PeakOperations();
        table.Add("limit: fused multiply-add from registers", Rate(peak, 1), "", "", "", "");
        using (WorkPool warm = new(1))
        {
            Measure(warm, Layer(2, 32, 32, new(1, 28, 28), 3, 1));
            Measure(warm, Layer(2, 32, 32, new(1, 28, 28), 3, 2));
        }

        Dictionary<string, (double Forward, double Backward)> torch = Torch();
        foreach ((string name, ConvolutionShape shape) in Layers)
        {
            using WorkPool pool = new(1);
            (double forward, double input, double weight) = Measure(pool, shape);
            (double torchForward, double torchBackward) = torch.GetValueOrDefault(name, (double.NaN, double.NaN));
            double work = shape.Operations;
            table.Add(
                $"{name}: {shape.Batch} x {shape.InputChannels} -> {shape.OutputChannels}, {shape.Input}, kernel {shape.Kernel.Width}, stride {shape.Stride.Width}",
                Rate(work, forward),
                Rate(work, input),
                Rate(work, weight),
                Rate(work, torchForward),
                Rate(2 * work, torchBackward));
        }
    }

    private static ConvolutionShape Layer(int batch, int inputs, int outputs, Extent input, int kernel, int stride)
    {
        bool flat = input.Depth == 1 && input.Height > 3;
        Extent Axes(int size, int missing) => new(flat ? missing : size, size, size);
        return new ConvolutionShape
        {
            Batch = batch,
            InputChannels = inputs,
            OutputChannels = outputs,
            Input = input,
            Kernel = Axes(kernel, 1),
            Stride = Axes(stride, 1),
            PadBefore = Axes(kernel / 2, 0),
            PadAfter = Axes(kernel / 2, 0),
        };
    }

    private static (double Forward, double Input, double Weight) Measure(WorkPool pool, ConvolutionShape shape)
    {
        float* x = Numbers((long)shape.Batch * shape.InputChannels * shape.Input.Volume);
        float* w = Numbers((long)shape.OutputChannels * shape.InputsPerGroup * shape.Kernel.Volume);
        float* y = Numbers((long)shape.Batch * shape.OutputChannels * shape.Output.Volume);
        int repeats = Math.Max(1, (int)(2e9 / shape.Operations));
        double forward = Best(() => Convolution.Forward(pool, shape, x, w, default, y), repeats);
        double input = shape.InputChannels < 4 ? double.NaN : Best(() => Convolution.InputGradient(pool, shape, y, w, default, x), repeats);
        double weight = Best(() => Convolution.WeightGradient(pool, shape, x, y, w), repeats);
        NativeMemory.AlignedFree(x);
        NativeMemory.AlignedFree(w);
        NativeMemory.AlignedFree(y);
        return (forward, input, weight);
    }

    private static double Best(Action work, int repeats) => BenchmarkTable.CpuSeconds(
        () =>
        {
            for (int i = 0; i < repeats; i++)
            {
                work();
            }
        },
        4) / repeats;

    private static float* Numbers(long count)
    {
        float* numbers = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        uint state = 1;
        for (long i = 0; i < count; i++)
        {
            state = (state * 1664525) + 1013904223;
            numbers[i] = ((state >> 8) / (float)(1 << 23)) - 1;
        }

        return numbers;
    }

    private static double PeakOperations()
    {
        const int Steps = 50_000_000;
        if (Avx512F.IsSupported)
        {
            return 2.0 * 16 * 16 * Steps / BenchmarkTable.CpuSeconds(() => Chains(Steps), 3);
        }

        return double.NaN;
    }

    // Sixteen sums that do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Chains(int steps)
    {
        Vector512<float> a = Vector512.Create(0.999f), b = Vector512.Create(1e-3f);
        Vector512<float> s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a, s8 = a, s9 = a, sa = a, sb = a, sc = a, sd = a, se = a, sf = a;
        for (int i = 0; i < steps; i++)
        {
            s0 = Avx512F.FusedMultiplyAdd(s0, a, b);
            s1 = Avx512F.FusedMultiplyAdd(s1, a, b);
            s2 = Avx512F.FusedMultiplyAdd(s2, a, b);
            s3 = Avx512F.FusedMultiplyAdd(s3, a, b);
            s4 = Avx512F.FusedMultiplyAdd(s4, a, b);
            s5 = Avx512F.FusedMultiplyAdd(s5, a, b);
            s6 = Avx512F.FusedMultiplyAdd(s6, a, b);
            s7 = Avx512F.FusedMultiplyAdd(s7, a, b);
            s8 = Avx512F.FusedMultiplyAdd(s8, a, b);
            s9 = Avx512F.FusedMultiplyAdd(s9, a, b);
            sa = Avx512F.FusedMultiplyAdd(sa, a, b);
            sb = Avx512F.FusedMultiplyAdd(sb, a, b);
            sc = Avx512F.FusedMultiplyAdd(sc, a, b);
            sd = Avx512F.FusedMultiplyAdd(sd, a, b);
            se = Avx512F.FusedMultiplyAdd(se, a, b);
            sf = Avx512F.FusedMultiplyAdd(sf, a, b);
        }

        s_keep = (s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + sa + sb + sc + sd + se + sf)[0];
    }

    private static float s_keep;

    private static string Rate(double operations, double seconds) =>
        double.IsNaN(seconds) || double.IsNaN(operations) ? "" : (operations / seconds / 1e9).ToString("0", CultureInfo.InvariantCulture);

    private static Dictionary<string, (double Forward, double Backward)> Torch()
    {
        Dictionary<string, (double, double)> seconds = [];
        ProcessStartInfo start = TensorSteps.Python("torch_kernels.py");
        foreach ((string name, ConvolutionShape s) in Layers)
        {
            int depth = s.Kernel.Depth == 1 ? 0 : s.Input.Depth;
            start.ArgumentList.Add($"{name}:{s.Batch},{s.InputChannels},{s.OutputChannels},{depth},{s.Input.Height},{s.Input.Width},{s.Kernel.Width},{s.Stride.Width}");
        }

        using Process? process = TensorSteps.Started(start);
        while (process?.StandardOutput.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            seconds[words[0]] = (double.Parse(words[1], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture));
        }

        process?.WaitForExit();
        return seconds;
    }
}

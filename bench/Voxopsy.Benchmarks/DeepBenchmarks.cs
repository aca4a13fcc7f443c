using System.Diagnostics;
using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Tensors;

namespace Voxopsy.Benchmarks;

/// <summary>Deep features of lesions: a 3D ResNet-18 on crops of 32×96×96, with norms apart (plain) and folded.</summary>
internal static class DeepBenchmarks
{
    private const int Lesions = 6;

    internal static int Run()
    {
        using IBackend backend = Backends.Managed();
        using Network network = (ResNetSettings.OfDepth(18) with { Dimensions = 3, Head = HeadSettings.None }).Build(backend, 1);
        using var folded = new FoldedWeights();
        var shape = new Shape(1, 1, 32, 96, 96);
        float[] crop = [.. Enumerable.Range(0, shape.Count).Select(i => (float)NamedGenerator.Normal(1, i))];
        Console.WriteLine($"backend: {backend.Name}");
        Console.WriteLine("| deep features, one lesion (ResNet-18 3D, 32×96×96) | CPU s | wall s |");
        Console.WriteLine("|---|---|---|");
        Report("batch norm apart (plain)", backend, tape => network.Features(Pass.Evaluation(tape), tape.Input(shape, crop)));
        Report("batch norm folded", backend, tape => network.Features(Pass.Evaluation(tape, folded), tape.Input(shape, crop)));
        return 0;
    }

    private static void Report(string name, IBackend backend, Func<Tape, Tensor> features)
    {
        (double cpu, double wall) = (double.PositiveInfinity, double.PositiveInfinity);
        for (int lesion = 0; lesion < Lesions; lesion++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            using (Tape tape = Tape.Inference(backend))
            {
                features(tape);
            }

            wall = Math.Min(wall, Stopwatch.GetElapsedTime(start).TotalSeconds);
            cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        Console.WriteLine(FormattableString.Invariant($"| {name} | {cpu:F3} | {wall:F3} |"));
    }
}

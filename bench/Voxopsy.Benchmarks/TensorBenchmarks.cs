using System.Globalization;
using Voxopsy.Tensors;

namespace Voxopsy.Benchmarks;

/// <summary>The differentiable engine beside PyTorch: single convolutions, then whole steps of whole networks, the two engines taking turns.</summary>
internal static class TensorBenchmarks
{
    private static readonly (string Network, double Limit)[] Networks =
    [
        ("resnet18-2d-train", 1.25),
        ("resnet18-3d-train", 1.25),
        ("unet-3d-train", 1.0),
        ("resnet18-2d-infer", 1.0),
        ("resnet18-3d-infer", 1.0),
        ("unet-3d-infer", 1.0),
    ];

    /// <summary>Runs the table of kernels, of steps or of memory, or all three.</summary>
    internal static int Run(string? part)
    {
        string results = Path.Combine("bench", "results");
        string folder = Directory.Exists(results) ? results : Environment.CurrentDirectory;
        if (part is null or "kernels")
        {
            BenchmarkTable kernels = new(
                "Tensors: convolutions, GFLOP/s", "layer", "forward", "input gradient", "weight gradient", "PyTorch forward", "PyTorch backward, both");
            TensorKernelBenchmarks.Add(kernels);
            kernels.Write(Path.Combine(folder, "tensor-kernels.md"));
        }

        if (part is null or "steps")
        {
            BenchmarkTable steps = new(
                "Tensors: whole steps",
                "network",
                "Voxopsy (s)",
                "PyTorch (s)",
                "ratio",
                "limit",
                "AVX2 only (s)",
                "ratio",
                "limit",
                "two threads: wall time of one / of two",
                "peak memory (MiB)",
                "PyTorch peak (MiB)");
            foreach ((string network, double limit) in Networks)
            {
                AddSteps(steps, network, limit);
            }

            steps.Write(Path.Combine(folder, "tensors.md"));
        }

        if (part is null or "memory")
        {
            BenchmarkTable memory = new(
                "Tensors: memory over 100 training steps", "network", "resident after step 3 (MiB)", "after step 100 (MiB)", "growth (%)", "held by the engine after step 3 (MiB)", "after step 100 (MiB)");
            foreach (string network in Networks.Select(each => each.Network).Where(network => network.StartsWith("resnet18", StringComparison.Ordinal) && network.EndsWith("train", StringComparison.Ordinal)))
            {
                AddMemory(memory, network);
            }

            memory.Write(Path.Combine(folder, "tensors-memory.md"));
        }

        return 0;
    }

    /// <summary>The input of a network.</summary>
    internal static Shape InputShape(string network) => network switch
    {
        "resnet18-2d-train" => new Shape(16, 3, 224, 224),
        "resnet18-3d-train" => new Shape(2, 1, 32, 96, 96),
        "unet-3d-train" => new Shape(1, 1, 64, 64, 64),
        "resnet18-2d-infer" => new Shape(1, 3, 224, 224),
        "resnet18-3d-infer" => new Shape(1, 1, 64, 128, 128),
        "unet-3d-infer" => new Shape(1, 1, 96, 96, 96),
        _ => throw new ArgumentException($"There is no network '{network}'; there are {string.Join(", ", Networks.Select(each => each.Network))}.", nameof(network)),
    };

    private static void AddSteps(BenchmarkTable table, string network, double limit)
    {
        using TensorSteps ours = TensorSteps.Ours(network, 1)!;
        using TensorSteps? torch = TensorSteps.Torch(network, 1);
        using TensorSteps narrow = TensorSteps.Ours(network, 1, ("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX512F", "0"))!;
        int rounds = network == "resnet18-2d-infer" ? 40 : network.StartsWith("unet", StringComparison.Ordinal) ? 4 : 8;
        for (int round = 0; round < rounds; round++)
        {
            ours.Step();
            torch?.Step();
            narrow.Step();
        }

        long memory = ours.PeakBytes();
        double torchSeconds = torch?.Cpu ?? double.NaN;
        using TensorSteps two = TensorSteps.Ours(network, 2)!;
        for (int round = 0; round < rounds; round++)
        {
            ours.Step();
            two.Step();
        }

        table.Add(
            network,
            Seconds(ours.Cpu),
            Seconds(torchSeconds),
            Number(ours.Cpu / torchSeconds),
            Number(limit),
            Seconds(narrow.Cpu),
            Number(narrow.Cpu / torchSeconds),
            Number(limit * 1.5),
            Number(ours.Wall / two.Wall),
            Mebi(memory),
            torch is null ? "not run" : Mebi(torch.PeakBytes()));
    }

    private static void AddMemory(BenchmarkTable table, string network)
    {
        using TensorSteps ours = TensorSteps.Ours(network, 2)!;
        (long Resident, long Reserved) third = default;
        for (int step = 1; step <= 100; step++)
        {
            ours.Step();
            if (step == 3)
            {
                third = ours.MemoryBytes();
            }
        }

        (long resident, long reserved) = ours.MemoryBytes();
        table.Add(network, Mebi(third.Resident), Mebi(resident), Number(100.0 * (resident - third.Resident) / third.Resident), Mebi(third.Reserved), Mebi(reserved));
    }

    private static string Seconds(double seconds) => double.IsNaN(seconds) ? "not run" : seconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Mebi(long bytes) => (bytes / 1048576.0).ToString("0", CultureInfo.InvariantCulture);
}

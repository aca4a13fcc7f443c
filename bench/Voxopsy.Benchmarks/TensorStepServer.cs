using System.Diagnostics;
using System.Globalization;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Benchmarks;

/// <summary>Our side of the conversation in <see cref="TensorSteps"/>: one step of a network for each line read.</summary>
internal static class TensorStepServer
{
    internal static int Run(string network, int threads)
    {
        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = threads });
        using TensorNetworks networks = new(backend);
        Shape shape = TensorBenchmarks.InputShape(network);
        float[] image = networks.Numbers(shape.Count, 1.7f);
        bool unet = network.StartsWith("unet", StringComparison.Ordinal);
        Tensor Forward(Tape tape) => unet ? networks.UNet(tape, tape.Input(shape, image)) : networks.ResNet18(tape, tape.Input(shape, image));
        long steps = 0;
        void Step()
        {
            if (network.EndsWith("infer", StringComparison.Ordinal))
            {
                using var inference = Tape.Inference(backend);
                Forward(inference);
                return;
            }

            using var tape = Tape.Recording(backend);
            Tensor y = Forward(tape);
            tape.Backward(tape.Mean(tape.Multiply(y, y)));
            networks.Descend(++steps);
        }

        Console.WriteLine("ready " + backend.Name);
        while (Console.ReadLine() is { } line)
        {
            if (line == "memory")
            {
                Console.WriteLine(Process.GetCurrentProcess().PeakWorkingSet64);
                continue;
            }

            if (line == "resident")
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.WorkingSet} {backend.Memory.Reserved}"));
                continue;
            }

            TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
            long wall = Stopwatch.GetTimestamp();
            Step();
            double seconds = Stopwatch.GetElapsedTime(wall).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:F6} {seconds:F6}"));
        }

        return 0;
    }
}

using System.Diagnostics;
using System.Globalization;
using Voxopsy.Tensors.Files;
using Voxopsy.Tensors.Optimizers;
using Voxopsy.Tensors.Training;

namespace Voxopsy.Tensors.Tests.Training;

public sealed class TrainingTests
{
    // With this variable set, the test that reads it is the child that trains until it is killed.
    private const string Child = "VOXOPSY_TENSORS_TRAINING_CHILD";

    [Fact]
    public void TwoHundredSteps_OneAndTwoThreads_GiveTheSameBits()
    {
        int[] one = Trained(threads: 1, steps: 200);
        int[] two = Trained(threads: 2, steps: 200);

        Assert.Equal(one, two);
    }

    [Fact]
    public void Resume_FromASavedState_GivesTheSameBits()
    {
        int[] straight = Trained(threads: 2, steps: 24);
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (IBackend backend = Backends.Managed(new ManagedSettings { Threads = 1 }))
            using (SmallNetwork first = new(backend))
            {
                for (int step = 0; step < 11; step++)
                {
                    first.Train();
                }

                first.Save(file);
                first.Train();
            }

            Assert.Equal(straight, Finished(file, steps: 24));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Resume_AfterBeingKilled_GivesTheSameBits()
    {
        if (Environment.GetEnvironmentVariable(Child) is { Length: > 0 } own)
        {
            TrainUntilKilled(own);
            return;
        }

        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            ProcessStartInfo start = new(Environment.ProcessPath!)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.ArgumentList.Add(typeof(TrainingTests).Assembly.Location);
            start.ArgumentList.Add("-method");
            start.ArgumentList.Add($"{typeof(TrainingTests).FullName}.{nameof(Resume_AfterBeingKilled_GivesTheSameBits)}");
            start.Environment[Child] = file;
            if (!Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.Ordinal))
            {
                start.ArgumentList.RemoveAt(0);
            }

            using Process child = Process.Start(start)!;
            child.OutputDataReceived += (_, _) => { };
            child.ErrorDataReceived += (_, _) => { };
            child.BeginOutputReadLine();
            child.BeginErrorReadLine();
            var waited = Stopwatch.StartNew();
            while (!File.Exists(file) && !child.HasExited && waited.Elapsed < TimeSpan.FromSeconds(60))
            {
                Thread.Sleep(20);
            }

            // Somewhere within a later step, or within the writing of its file.
            Thread.Sleep(150);
            child.Kill();
            child.WaitForExit();
            Assert.True(File.Exists(file), "the child wrote no state before it was killed");

            using IBackend backend = Backends.Managed(new ManagedSettings { Threads = 2 });
            using SmallNetwork resumed = new(backend);
            resumed.Load(file);
            int steps = (int)resumed.Step + 5;
            Assert.Equal(Trained(threads: 1, steps), Finished(file, steps));
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".part");
        }
    }

    [Fact]
    public void Memory_AfterTheThirdStep_DoesNotGrow()
    {
        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = 2 });
        using SmallNetwork network = new(backend);
        for (int step = 0; step < 3; step++)
        {
            network.Train();
        }

        MemoryUse third = backend.Memory;
        for (int step = 3; step < 100; step++)
        {
            network.Train();
        }

        Assert.Equal(third.Used, backend.Memory.Used);
        Assert.True(backend.Memory.Peak <= third.Peak * 1.01, $"peak {third.Peak} after three steps, {backend.Memory.Peak} after a hundred");
        Assert.True(backend.Memory.Reserved <= third.Reserved * 1.01, $"reserved {third.Reserved} after three steps, {backend.Memory.Reserved} after a hundred");
    }

    [Fact]
    public void Load_OfAnotherNetwork_SaysWhatDiffers()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using IBackend backend = Backends.Managed(new ManagedSettings { Threads = 1 });
            using SmallNetwork network = new(backend);
            network.Save(file);
            using ParameterSet other = new(backend);
            other.Add("conv1.weight", ParameterKind.Trained, new Shape(8, 2, 3, 3, 3));
            using GradientDescent optimizer = new(other);

            TensorFileException error = Assert.Throws<TensorFileException>(() => TrainingState.Load(file, other, optimizer));

            Assert.Contains("'conv1.weight' of shape [8, 2, 3, 3, 3], the file has shape [8, 1, 3, 3, 3]", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void TrainUntilKilled(string file)
    {
        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = 2 });
        using SmallNetwork network = new(backend);
        for (int step = 0; step < 100_000; step++)
        {
            network.Train();
            network.Save(file);
        }
    }

    private static int[] Trained(int threads, int steps)
    {
        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = threads });
        using SmallNetwork network = new(backend);
        for (int step = 0; step < steps; step++)
        {
            Assert.True(float.IsFinite(network.Train()), string.Create(CultureInfo.InvariantCulture, $"step {step}"));
        }

        return network.Bits();
    }

    private static int[] Finished(string file, int steps)
    {
        using IBackend backend = Backends.Managed(new ManagedSettings { Threads = 2 });
        using SmallNetwork network = new(backend);
        network.Load(file);
        while (network.Step < steps)
        {
            network.Train();
        }

        return network.Bits();
    }
}

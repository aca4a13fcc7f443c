using Voxopsy.Tensors.Managed;
using Voxopsy.Tensors.Managed.Plain;
using Voxopsy.Tensors.Operators;
using Voxopsy.Tensors.Torch;

namespace Voxopsy.Tensors.Tests.Torch;

public sealed class TorchBackendTests
{
    [Fact]
    public void RandomNetworks_BothBackends_AgreeToAHundredThousandth()
    {
        using TorchBackend torch = TorchOnThisMachine.Required();
        using ManagedBackend managed = new(new ManagedSettings { Threads = 2 });
        for (int seed = 0; seed < 200; seed++)
        {
            RandomNetwork network = new(seed);
            float[][] expected = network.Run(managed);
            float[][] actual = network.Run(torch);
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                double norm = Math.Sqrt(expected[i].Sum(value => (double)value * value));
                double difference = Math.Sqrt(expected[i].Zip(actual[i], (a, b) => Math.Pow((double)a - b, 2)).Sum());
                Assert.True(difference <= 1e-5 * norm, $"network {seed} ({network}), {(i == 0 ? "output" : i == 1 ? "gradient of the input" : "gradient of the parameters")}: {difference} of {norm}");
            }
        }
    }

    [Fact]
    public void Tape_Disposed_GivesAllMemoryBack()
    {
        using TorchBackend torch = TorchOnThisMachine.Required();
        _ = new RandomNetwork(1).Run(torch);

        Assert.Equal(0, torch.Memory.Used);
        Assert.True(torch.Memory.Peak > 0);
    }

    [Fact]
    public void RunningStatistics_AfterABatch_AreThoseOfThePlainLoops()
    {
        using TorchBackend torch = TorchOnThisMachine.Required();
        using SingleBackend plain = new();
        float[][] moved = [.. new IBackend[] { plain, torch }.Select(Moved)];

        Assert.All(moved[0].Zip(moved[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Counts_OfNumbers_AreExact()
    {
        using TorchBackend torch = TorchOnThisMachine.Required();
        using Tensor x = torch.Create(new Shape(2, 3), [1, float.NaN, float.PositiveInfinity, 2, 3, 4]);
        using Tensor y = torch.Create(new Shape(4), [1, 2, 3, 4]);

        Assert.Equal(2, torch.CountNonFinite(x));
        Assert.Equal(30, torch.SumOfSquares(y), 1e-12);
    }

    [Fact]
    public void Refusal_OfLibtorch_NamesTheOperatorAndTheDevice()
    {
        using TorchBackend torch = TorchOnThisMachine.Required();
        torch.Operation = "matrix product in 'head'";
        using Tensor a = torch.Create(new Shape(2, 3), []);

        TensorException error = Assert.Throws<TensorException>(() => torch.MatrixProduct(a, a, MatrixForm.AsStored, MatrixForm.AsStored));

        Assert.StartsWith("matrix product in 'head' on torch:cpu: libtorch refused: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_MoreThanThereIs_SaysWhoAskedForHowMuch()
    {
        using TorchBackend torch = TorchOnThisMachine.Required();
        torch.Operation = "interpolate in 'decoder'";
        using Tensor x = torch.Create(new Shape(1, 1, 4, 4), []);

        TensorMemoryException error = Assert.Throws<TensorMemoryException>(
            () => torch.Interpolate(x, new InterpolationSettings { Size = new Extent(1, 1 << 22, 1 << 22), Mode = InterpolationMode.Nearest }));

        Assert.Equal(1L << 46, error.AskedBytes);
        Assert.StartsWith("Out of memory: interpolate in 'decoder' on torch:cpu asked for 67108864.0 MiB (shape [1, 1, 4, 4]); ", error.Message, StringComparison.Ordinal);
    }

    private static float[] Moved(IBackend backend)
    {
        using ParameterSet parameters = new(backend);
        Parameter mean = parameters.Add("mean", ParameterKind.Buffer, new Shape(2), [0, 1]);
        Parameter variance = parameters.Add("variance", ParameterKind.Buffer, new Shape(2), [1, 2]);
        using var tape = Tape.Inference(backend);
        Tensor x = tape.Input(new Shape(2, 2, 1, 2), [1, 2, 3, 4, 5, 6, 7, 9]);
        _ = tape.BatchNorm(x, null, null, (mean.Value, variance.Value), BatchNormSettings.Default);
        return [.. mean.Value.ToArray(), .. variance.Value.ToArray()];
    }
}

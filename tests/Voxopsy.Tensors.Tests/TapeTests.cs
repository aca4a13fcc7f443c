using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests;

public sealed class TapeTests : IDisposable
{
    private readonly IBackend _backend = Backends.Managed(new ManagedSettings { Threads = 1, MemoryBudget = 64L << 20 });

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void Dispose_OfTheTape_GivesAllMemoryBack()
    {
        using (var tape = Tape.Recording(_backend))
        {
            Tensor x = tape.Watch(tape.Input(new Shape(2, 3), new float[6]));
            tape.Backward(tape.Sum(tape.Sigmoid(x)));
        }

        Assert.Equal(0, _backend.Memory.Used);
    }

    [Fact]
    public void Backward_ThroughTwoBranches_AddsTheirGradients()
    {
        using var tape = Tape.Recording(_backend);
        Tensor x = tape.Watch(tape.Input(new Shape(2), [3, -4]));

        tape.Backward(tape.Sum(tape.Add(tape.Multiply(x, x), tape.Add(x, x))));

        Assert.Equal([8, -6], tape.Gradient(x)!.ToArray());
    }

    [Fact]
    public void Backward_Twice_AddsToParameters()
    {
        using ParameterSet parameters = new(_backend);
        Parameter weight = parameters.Add("w", ParameterKind.Trained, new Shape(2), [1, 2]);
        for (int step = 0; step < 2; step++)
        {
            using var tape = Tape.Recording(_backend);
            tape.Backward(tape.Sum(tape.Affine(weight.Value, 5)));
        }

        Assert.Equal([10, 10], weight.Gradient!.ToArray());
    }

    [Fact]
    public void FrozenParameter_GetsNoGradient()
    {
        using ParameterSet parameters = new(_backend);
        Parameter frozen = parameters.Add("w", ParameterKind.Frozen, new Shape(2), [1, 2]);
        using var tape = Tape.Recording(_backend);
        Tensor x = tape.Watch(tape.Input(new Shape(2), [3, 4]));

        tape.Backward(tape.Sum(tape.Multiply(x, frozen.Value)));

        Assert.Null(frozen.Gradient);
        Assert.Equal([1, 2], tape.Gradient(x)!.ToArray());
    }

    [Fact]
    public void Scope_OnAnInferenceTape_FreesAllButWhatIsKept()
    {
        using var tape = Tape.Inference(_backend);
        Tensor x = tape.Input(new Shape(1000), new float[1000]);
        long before = _backend.Memory.Used;
        Tensor y;
        using (TapeScope scope = tape.OpenScope())
        {
            y = scope.Keep(tape.Sigmoid(tape.Tanh(tape.Exponential(x))));
        }

        Assert.Equal(2 * before, _backend.Memory.Used);
        Assert.Equal(1000, y.ToArray().Length);
    }

    [Fact]
    public void FreedTensor_IsRefusedWithWhatToDo()
    {
        using var tape = Tape.Recording(_backend);
        Tensor x = tape.Watch(tape.Input(new Shape(2), [1, 2]));
        Tensor middle = tape.Affine(x, 2);
        tape.Backward(tape.Sum(middle));

        Assert.Contains("Call Keep on the tape", Assert.Throws<ObjectDisposedException>(() => middle.ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convolution_OfOtherChannels_NamesOperatorPlaceAndShapes()
    {
        using var tape = Tape.Inference(_backend);
        tape.Place = "layer1.conv1";
        Tensor x = tape.Input(new Shape(1, 3, 8, 8), new float[192]);
        Tensor weight = tape.Input(new Shape(4, 1, 3, 3), new float[36]);

        ShapeException error = Assert.Throws<ShapeException>(() => tape.Convolution(x, weight, null, ConvolutionSettings.Default));

        Assert.Equal(
            "convolution in 'layer1.conv1': the input [1, 3, 8, 8] has 3 channels, the weight is [4, 1, 3, 3] with 1 groups; expected 1 channels in the input and a first axis of the weight that the groups divide.",
            error.Message);
    }

    [Fact]
    public void RequireFinite_OfALossWithNaN_NamesTheFirstOperator()
    {
        using var tape = Tape.Recording(_backend);
        Tensor x = tape.Watch(tape.Input(new Shape(2), [1, -1]));
        tape.Place = "head";
        Tensor loss = tape.Sum(tape.Affine(tape.Logarithm(tape.Affine(x, 2)), 1));

        NonFiniteException error = Assert.Throws<NonFiniteException>(() => tape.RequireFinite(loss));

        Assert.Equal(
            "The loss is not a finite number (NaN). First made by Logarithm in 'head': 1 of 2 values of its output [2] are NaN or infinite. "
                + "Lower the learning rate, clip gradients, or check the images for values that are not finite.",
            error.Message);
    }

    [Fact]
    public void Memory_BeyondTheBudget_SaysWhoAskedForHowMuchAndWhatFits()
    {
        using var tape = Tape.Inference(_backend);
        Tensor x = tape.Input(new Shape(16, 1, 512, 512), new float[16 * 512 * 512]);
        tape.Place = "stem";
        Tensor weight = tape.Input(new Shape(4, 1, 1, 1), new float[4]);

        TensorMemoryException error = Assert.Throws<TensorMemoryException>(() => tape.Convolution(x, weight, null, ConvolutionSettings.Default));

        Assert.Equal(64L << 20, error.AskedBytes);
        Assert.Equal(
            "Out of memory: convolution in 'stem' asked for 64.0 MiB (shape [16, 4, 512, 512]); 16.0 of 64.0 MiB are in use. A batch of 12 instead of 16 would pass this point; "
                + "or raise the memory budget of the backend.",
            error.Message);
    }

    [Fact]
    public void Memory_WithTheSettingThatTheMessageNames_Fits()
    {
        using var tape = Tape.Inference(_backend);
        Tensor x = tape.Input(new Shape(12, 1, 512, 512), new float[12 * 512 * 512]);
        Tensor weight = tape.Input(new Shape(4, 1, 1, 1), new float[4]);

        Tensor y = tape.Convolution(x, weight, null, ConvolutionSettings.Default);

        Assert.Equal(new Shape(12, 4, 512, 512), y.Shape);
    }

    [Fact]
    public void Dropout_SameSeed_GivesTheSameZerosAndKeepsTheMean()
    {
        using var tape = Tape.Inference(_backend);
        float[] ones = [.. Enumerable.Repeat(1f, 20_000)];
        Tensor x = tape.Input(new Shape(ones.Length), ones);

        float[] first = tape.Dropout(x, 0.25, NamedGenerator.Seed(3, "layer/step 1")).ToArray();

        Assert.Equal(first, tape.Dropout(x, 0.25, NamedGenerator.Seed(3, "layer/step 1")).ToArray());
        Assert.NotEqual(first, tape.Dropout(x, 0.25, NamedGenerator.Seed(3, "layer/step 2")).ToArray());
        Assert.InRange(first.Average(), 0.97, 1.03);
    }

    [Fact]
    public void FusedConvolution_OnAnInferenceTape_IsTheThreeOperatorsAfterEachOther()
    {
        using var tape = Tape.Inference(_backend);
        Tensor Drawn(string name, params int[] sizes)
        {
            Shape shape = new(sizes);
            return tape.Input(shape, Initialization.Initializations.Uniform(shape, 1, name, 1));
        }

        Tensor x = Drawn("x", 2, 3, 7, 9);
        (Tensor weight, Tensor bias, Tensor residual) = (Drawn("w", 5, 3, 3, 3), Drawn("b", 5), Drawn("r", 2, 5, 7, 9));
        ConvolutionSettings settings = new() { Padding = Extent.All(1) };

        float[] fused = tape.FusedConvolution(x, weight, bias, residual, settings, Activation.LeakyRelu(0.1f)).ToArray();

        float[] apart = tape.LeakyRelu(tape.Add(tape.Convolution(x, weight, bias, settings), residual), 0.1f).ToArray();
        Assert.All(fused.Zip(apart), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }
}

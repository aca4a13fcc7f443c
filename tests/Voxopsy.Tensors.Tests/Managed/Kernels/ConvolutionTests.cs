using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Managed.Kernels;

public sealed unsafe class ConvolutionTests
{
    private const double Tolerance = 1e-5;

    private static ConvolutionShape Simple(int batch, int inputs, int outputs, Extent input, Extent kernel) =>
        new() { Batch = batch, InputChannels = inputs, OutputChannels = outputs, Input = input, Kernel = kernel };

    private static readonly ConvolutionShape[] Fixed =
    [
        Simple(2, 8, 16, new(1, 14, 14), new(1, 3, 3)) with { PadBefore = new(0, 1, 1), PadAfter = new(0, 1, 1) },
        Simple(1, 3, 20, new(1, 33, 35), new(1, 7, 7)) with { PadBefore = new(0, 3, 3), PadAfter = new(0, 3, 3), Stride = new(1, 2, 2) },
        Simple(3, 19, 33, new(1, 7, 7), new(1, 3, 3)) with { PadBefore = new(0, 1, 1), PadAfter = new(0, 1, 1) },
        Simple(2, 9, 50, new(1, 9, 9), new(1, 1, 1)),
        Simple(2, 9, 17, new(1, 9, 9), new(1, 1, 1)) with { Stride = new(1, 2, 2) },
        Simple(2, 8, 8, new(5, 6, 7), new(3, 3, 3)) with { PadBefore = Extent.One, PadAfter = Extent.One },
        Simple(1, 4, 5, new(6, 8, 10), new(2, 2, 2)) with { Stride = new(2, 2, 2) },
        Simple(1, 6, 6, new(7, 8, 9), new(3, 3, 3)) with { PadBefore = Extent.One, PadAfter = Extent.One, Groups = 6 },
        Simple(2, 4, 12, new(1, 1, 700), new(1, 1, 5)) with { PadBefore = new(0, 0, 4), Dilation = new(1, 1, 2) },
        Simple(1, 32, 3, new(1, 20, 20), new(1, 3, 3)) with { PadBefore = new(0, 2, 2), PadAfter = new(0, 2, 2), Dilation = new(1, 2, 2) },
        Simple(1, 2, 2, new(1, 4, 4), new(1, 1, 1)) with { Stride = new(1, 3, 3) },
        Simple(2, 3, 4, new(1, 3, 40), new(1, 1, 1)) with { PadBefore = new(0, 2, 5), PadAfter = new(0, 1, 3) },
        Simple(1, 30, 70, new(1, 1, 1), new(1, 1, 1)),
        Simple(2, 60, 9, new(2, 3, 4), new(3, 3, 3)) with { PadBefore = Extent.One, PadAfter = Extent.One },
        Simple(2, 120, 5, new(1, 7, 9), new(1, 3, 3)) with { PadBefore = new(0, 1, 2), Stride = new(1, 2, 3), Dilation = new(1, 2, 1) },
        Simple(1, 1, 2, new(1, 1, 2000), new(1, 1, 3)) with { Stride = new(1, 1, 3), PadBefore = new(0, 0, 7), PadAfter = new(0, 0, 9) },
    ];

    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Fixed.Length + 40)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AllPasses_AgreeWithTheDefinition_WithTheSameBitsOnEveryPathAndAnyNumberOfThreads(int number)
    {
        Random random = new(number);
        ConvolutionShape shape = (number < Fixed.Length ? Fixed[number] : Draw(random)).Checked();
        var input = Numbers.Random(random, (long)shape.Batch * shape.InputChannels * shape.Input.Volume);
        var weights = Numbers.Random(random, (long)shape.OutputChannels * shape.InputsPerGroup * shape.Kernel.Volume);
        var outputGradient = Numbers.Random(random, (long)shape.Batch * shape.OutputChannels * shape.Output.Volume);
        double[] output = PlainConvolution.Forward(shape, input.Values, weights.Values);
        double[] inputGradient = PlainConvolution.InputGradient(shape, outputGradient.Values, weights.Values);
        double[] weightGradient = PlainConvolution.WeightGradient(shape, input.Values, outputGradient.Values);

        (Numbers Y, Numbers X, Numbers W)? first = null;
        foreach ((VectorPath path, int threads) in Ways())
        {
            string what = $"{path}, {threads} threads, {shape}";
            using WorkPool pool = new(threads, path);
            Numbers y = new(output.Length);
            Numbers x = new(inputGradient.Length);
            Numbers w = new(weightGradient.Length);
            Convolution.Forward(pool, shape, input.Pointer, weights.Pointer, default, y.Pointer);
            Convolution.InputGradient(pool, shape, outputGradient.Pointer, weights.Pointer, default, x.Pointer);
            Convolution.WeightGradient(pool, shape, input.Pointer, outputGradient.Pointer, w.Pointer);
            y.AssertNear(output, Tolerance, "forward, " + what);
            x.AssertNear(inputGradient, Tolerance, "input gradient, " + what);
            w.AssertNear(weightGradient, Tolerance, "weight gradient, " + what);
            first ??= (y, x, w);
            y.AssertSameBits(first.Value.Y, "forward, " + what);
            x.AssertSameBits(first.Value.X, "input gradient, " + what);
            w.AssertSameBits(first.Value.W, "weight gradient, " + what);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Finish_BiasAddendAndActivation_AreThoseOfThreePasses(int number)
    {
        Random random = new(number);
        ConvolutionShape shape = Fixed[number];
        var input = Numbers.Random(random, (long)shape.Batch * shape.InputChannels * shape.Input.Volume);
        var weights = Numbers.Random(random, (long)shape.OutputChannels * shape.InputsPerGroup * shape.Kernel.Volume);
        var outputBias = Numbers.Random(random, shape.OutputChannels);
        var inputBias = Numbers.Random(random, shape.InputChannels);
        var addend = Numbers.Random(random, (long)shape.Batch * shape.OutputChannels * shape.Output.Volume);
        using WorkPool pool = new(1);
        Numbers y = new(addend.Count);
        Finish finish = new() { Bias = outputBias.Pointer, Addend = addend.Pointer, Activation = Activation.LeakyRelu(0.01f) };
        Convolution.Forward(pool, shape, input.Pointer, weights.Pointer, finish, y.Pointer);
        Numbers x = new(input.Count);
        Convolution.InputGradient(pool, shape, addend.Pointer, weights.Pointer, new Finish { Bias = inputBias.Pointer, Activation = Activation.Relu }, x.Pointer);

        double[] expected = PlainConvolution.Forward(shape, input.Values, weights.Values);
        for (int i = 0; i < expected.Length; i++)
        {
            double sum = expected[i] + outputBias.Values[i / shape.Output.Volume % shape.OutputChannels] + addend.Values[i];
            expected[i] = sum < 0 ? 0.01 * sum : sum;
        }

        double[] transposed = PlainConvolution.InputGradient(shape, addend.Values, weights.Values);
        for (int i = 0; i < transposed.Length; i++)
        {
            transposed[i] = Math.Max(0, transposed[i] + inputBias.Values[i / shape.Input.Volume % shape.InputChannels]);
        }

        y.AssertNear(expected, Tolerance, "forward");
        x.AssertNear(transposed, Tolerance, "transposed");
    }

    [Fact]
    public void InputGradient_OntoItself_Adds()
    {
        Random random = new(5);
        ConvolutionShape shape = Fixed[4];
        var weights = Numbers.Random(random, (long)shape.OutputChannels * shape.InputsPerGroup);
        var outputGradient = Numbers.Random(random, (long)shape.Batch * shape.OutputChannels * shape.Output.Volume);
        var x = Numbers.Random(random, (long)shape.Batch * shape.InputChannels * shape.Input.Volume);
        double[] expected = PlainConvolution.InputGradient(shape, outputGradient.Values, weights.Values);
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] += x.Values[i];
        }

        using WorkPool pool = new(2);
        Convolution.InputGradient(pool, shape, outputGradient.Pointer, weights.Pointer, new Finish { Addend = x.Pointer }, x.Pointer);

        x.AssertNear(expected, Tolerance, "sum");
    }

    [Fact]
    public void BiasGradient_IsTheSumOfEachChannel()
    {
        Random random = new(3);
        var gradient = Numbers.Random(random, 3 * 5 * 9001);
        double[] expected = new double[5];
        for (int i = 0; i < gradient.Count; i++)
        {
            expected[i / 9001 % 5] += gradient.Values[i];
        }

        Numbers bias = new(5);
        using WorkPool pool = new(2);
        Convolution.BiasGradient(pool, 3, 5, 9001, gradient.Pointer, bias.Pointer);

        bias.AssertNear(expected, Tolerance, "bias");
    }

    [Fact]
    public void Checked_SizesThatDoNotFit_AreRefused()
    {
        Assert.Contains("groups", Assert.Throws<ArgumentException>(() => (Fixed[0] with { Groups = 3 }).Checked()).Message, StringComparison.Ordinal);
        Assert.Contains("does not fit", Assert.Throws<ArgumentException>(() => (Fixed[0] with { Kernel = new(1, 20, 3) }).Checked()).Message, StringComparison.Ordinal);
        Assert.Contains("at least 1", Assert.Throws<ArgumentException>(() => (Fixed[0] with { Stride = new(1, 0, 1) }).Checked()).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(VectorPath Path, int Threads)> Ways() =>
        VectorPaths.Available.Select(path => (path, 1)).Append((VectorPaths.Widest, 2)).Append((VectorPaths.Widest, 5));

    private static ConvolutionShape Draw(Random random)
    {
        while (true)
        {
            int rank = random.Next(1, 4);
            int groups = random.Next(4) == 0 ? random.Next(2, 5) : 1;
            Extent Axes(int from, int to, int missing) => new(
                rank > 2 ? random.Next(from, to) : missing, rank > 1 ? random.Next(from, to) : missing, random.Next(from, to));
            ConvolutionShape shape = new()
            {
                Batch = random.Next(1, 4),
                InputChannels = groups * random.Next(1, rank == 1 ? 90 : 14),
                OutputChannels = groups * random.Next(1, 80),
                Groups = groups,
                Input = Axes(1, rank == 3 ? 9 : rank == 2 ? 20 : 150, 1),
                Kernel = Axes(1, 5, 1),
                Stride = Axes(1, 4, 1),
                Dilation = Axes(1, 3, 1),
                PadBefore = Axes(0, 4, 0),
                PadAfter = Axes(0, 4, 0),
            };
            if (shape.Output is { Depth: > 0, Height: > 0, Width: > 0 } && shape.Operations < 4e6)
            {
                return shape;
            }
        }
    }
}

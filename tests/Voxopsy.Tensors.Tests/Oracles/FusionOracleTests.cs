using System.Globalization;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Oracles;

[Trait("Category", "Oracle")]
public sealed class FusionOracleTests
{
    [Fact]
    public void FusionOfPhasesAndClinicalVariables_ReferenceTensors_Agrees() => NetworkFolder.Run("fusion", (folder, backend) =>
    {
        if (backend.Name.StartsWith("plain", StringComparison.Ordinal))
        {
            // The plain loops take minutes for whole encoders; their operators are asked one by one in the folder ops.
            return;
        }

        using var tape = Tape.Inference(backend);
        int phases = folder.Case.GetProperty("phases").GetInt32();
        Tensor all = folder.Input(tape, "phases");
        Tensor[] pooled = [.. Enumerable.Range(0, phases).Select(phase => Encoder(folder, tape, "enc" + phase.ToString(CultureInfo.InvariantCulture), tape.Slice(all, 1, phase, 1)))];
        Tensor clinical = folder.Input(tape, "clinical");
        Tensor embedding = tape.Relu(Layer(folder, tape, "m2", tape.Relu(Layer(folder, tape, "m1", clinical))));
        Tensor early = Encoder(folder, tape, "early", all);
        Dictionary<string, Tensor> results = new()
        {
            ["clinical_embedding"] = embedding,
            ["early_pooled"] = early,
            ["early_logits"] = Layer(folder, tape, "he", tape.Concat(1, early, embedding)),
            ["feature_fusion_logits"] = Layer(folder, tape, "hf", tape.Concat(1, [.. pooled, embedding])),
            ["film_logits"] = Layer(folder, tape, "he", tape.Concat(1, Film(folder, tape, early, clinical), embedding)),
            ["masked_mean"] = MaskedMean(folder, tape, pooled),
        };
        for (int phase = 0; phase < phases; phase++)
        {
            results[$"phase{phase}_pooled"] = pooled[phase];
        }

        HashSet<string> given = [.. folder.Names.Where(name => !name.Contains('.', StringComparison.Ordinal)).Except(["phases", "clinical", "phase_mask"])];
        foreach (string name in given)
        {
            if (!results.TryGetValue(name, out Tensor? actual))
            {
                folder.Fail(name, "a fusion of an unknown kind");
                continue;
            }

            folder.CheckElements($"{name} on {backend.Name}", "values", folder.Numbers(name), actual.ToArray(), folder.Tolerance("rtol", 1e-4), folder.Tolerance("atol", 1e-5));
        }
    });

    private static Tensor Layer(NetworkFolder folder, Tape tape, string name, Tensor x) =>
        tape.Linear(x, folder.Input(tape, name + ".weight"), folder.Input(tape, name + ".bias"));

    private static Tensor Film(NetworkFolder folder, Tape tape, Tensor pooled, Tensor clinical)
    {
        Tensor both = Layer(folder, tape, "film", clinical);
        int half = both.Shape[1] / 2;
        return tape.Add(tape.Multiply(pooled, tape.Affine(tape.Slice(both, 1, 0, half), 1, 1)), tape.Slice(both, 1, half, half));
    }

    private static Tensor MaskedMean(NetworkFolder folder, Tape tape, Tensor[] pooled)
    {
        Tensor mask = folder.Input(tape, "phase_mask");
        Tensor sum = tape.Multiply(pooled[0], tape.Slice(mask, 1, 0, 1));
        for (int phase = 1; phase < pooled.Length; phase++)
        {
            sum = tape.Add(sum, tape.Multiply(pooled[phase], tape.Slice(mask, 1, phase, 1)));
        }

        return tape.Divide(sum, tape.Sum(mask, 1));
    }

    private static Tensor Encoder(NetworkFolder folder, Tape tape, string name, Tensor x)
    {
        Tensor y = Normed(folder, tape, $"{name}.conv1", $"{name}.bn1", x, stride: 2, Activation.Relu);
        y = tape.MaxPool(y, new PoolingSettings { Kernel = Extent.All(3), Stride = Extent.All(2), Padding = Extent.All(1) });
        for (int layer = 1; folder.Has($"{name}.layer{layer}.0.conv1.weight"); layer++)
        {
            string block = $"{name}.layer{layer}.0";
            int stride = layer == 1 ? 1 : 2;
            Tensor inner = Normed(folder, tape, block + ".conv1", block + ".bn1", y, stride, Activation.Relu);
            Tensor shortcut = folder.Has(block + ".downsample.0.weight") ? Normed(folder, tape, block + ".downsample.0", block + ".downsample.1", y, stride, Activation.None) : y;
            y = tape.Relu(tape.Add(Normed(folder, tape, block + ".conv2", block + ".bn2", inner, 1, Activation.None), shortcut));
        }

        return tape.GlobalAveragePool(y);
    }

    private static Tensor Normed(NetworkFolder folder, Tape tape, string convolution, string norm, Tensor x, int stride, Activation activation)
    {
        Tensor weight = folder.Input(tape, convolution + ".weight");
        Tensor y = tape.Convolution(x, weight, null, new ConvolutionSettings { Stride = Extent.All(stride), Padding = Extent.All(weight.Shape[^1] / 2) });
        return tape.BatchNorm(
            y,
            folder.Input(tape, norm + ".weight"),
            folder.Input(tape, norm + ".bias"),
            (folder.Input(tape, norm + ".running_mean"), folder.Input(tape, norm + ".running_var")),
            BatchNormSettings.Default with { Statistics = BatchStatistics.Running, Activation = activation });
    }
}

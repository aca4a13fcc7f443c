using Voxopsy.Tensors.Losses;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Oracles;

[Trait("Category", "Oracle")]
public sealed class MultipleInstanceOracleTests
{
    [Fact]
    public void AttentionAndOtherPoolings_ReferenceTensors_Agree() => NetworkFolder.Run("mil", (folder, backend) =>
    {
        HashSet<string> groups = [.. folder.Names.Where(name => name.EndsWith(".attention", StringComparison.Ordinal)).Select(name => name.Split('.')[0])];
        foreach (string group in groups)
        {
            folder.Try(group, () => Attention(folder, backend, group));
        }

        foreach (string name in folder.Names.Where(name => name.Contains('_', StringComparison.Ordinal) && !name.Contains('.', StringComparison.Ordinal)))
        {
            folder.Try(name, () => Pooled(folder, backend, name));
        }
    });

    private static void Attention(NetworkFolder folder, IBackend backend, string group)
    {
        using ParameterSet parameters = new(backend);
        foreach (string name in folder.Names.Where(name => name.Length > 2 && name[1] == '.'))
        {
            parameters.Add(name, ParameterKind.Trained, folder.ShapeOf(name), folder.Numbers(name));
        }

        using var tape = Tape.Recording(backend);
        Tensor Layer(string name, Tensor x) => tape.Linear(x, parameters[name + ".weight"].Value, parameters[name + ".bias"].Value);
        Tensor instances = tape.Watch(folder.Input(tape, "instances"));
        Tensor hidden = tape.Tanh(Layer("V", instances));
        Tensor gated = group switch
        {
            "gated" => tape.Multiply(hidden, tape.Sigmoid(Layer("U", instances))),
            "plain" => hidden,
            _ => throw new NotSupportedException($"An attention of the unknown kind '{group}'."),
        };
        Tensor scores = tape.Reshape(Layer("W", gated), 1, -1);
        Tensor attention = tape.Softmax(scores, 1);
        Tensor bag = tape.MatrixProduct(attention, instances);
        Tensor logits = Layer("C", bag);
        Tensor loss = new CrossEntropy().Of(tape, logits, new ClassTargets([1]));
        foreach ((string name, Tensor tensor) in new[] { ("scores", scores), ("attention", attention), ("bag", bag), ("logits", logits), ("loss", loss) })
        {
            Compare(folder, backend, $"{group}.{name}", tensor);
        }

        tape.Backward(loss);
        Compare(folder, backend, group + ".grad_instances", tape.Gradient(instances)!);
        Compare(folder, backend, group + ".grad_V", parameters["V.weight"].Gradient!);
        Compare(folder, backend, group + ".grad_W", parameters["W.weight"].Gradient!);
    }

    private static void Pooled(NetworkFolder folder, IBackend backend, string name)
    {
        using var tape = Tape.Inference(backend);
        Tensor logits = tape.Linear(folder.Input(tape, "instances"), folder.Input(tape, "C.weight"), folder.Input(tape, "C.bias"));
        Tensor p = tape.Sigmoid(tape.Slice(logits, 1, 1, 1));
        string kind = name.Split('_')[0];
        Tensor? pooled = kind switch
        {
            // 1 - Π (1 - p), by logarithms.
            "noisy" => tape.Affine(tape.Exponential(tape.Sum(tape.Logarithm(tape.Affine(p, -1, 1)))), -1, 1),
            "max" => tape.Maximum(p, 0),
            "mean" => tape.Mean(p),
            "lse" => LogMeanExponential(tape, p, Number(name)),
            _ when kind.StartsWith("topk", StringComparison.Ordinal) => tape.Mean(tape.Gather(p, 0, Largest(p.ToArray(), (int)Number(kind)))),
            _ => null,
        };
        if (pooled is null)
        {
            folder.Fail(name, "a pooling of an unknown kind");
            return;
        }

        Compare(folder, backend, name, pooled);
    }

    private static Tensor LogMeanExponential(Tape tape, Tensor p, double sharpness)
    {
        Tensor mean = tape.Mean(tape.Exponential(tape.Affine(p, sharpness)));
        return tape.Affine(tape.Logarithm(mean), 1 / sharpness);
    }

    private static int[] Largest(float[] values, int count) => [.. Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]).Take(count)];

    private static double Number(string text) => double.Parse(new string([.. text.Where(char.IsDigit)]), System.Globalization.CultureInfo.InvariantCulture);

    private static void Compare(NetworkFolder folder, IBackend backend, string name, Tensor actual) =>
        folder.CheckElements($"{name} on {backend.Name}", "values", folder.Numbers(name), actual.ToArray(), folder.Tolerance("rtol", 1e-4), folder.Tolerance("atol", 1e-5));
}

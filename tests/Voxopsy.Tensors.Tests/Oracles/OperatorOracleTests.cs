using System.Text.Json;

namespace Voxopsy.Tensors.Tests.Oracles;

[Trait("Category", "Oracle")]
public sealed class OperatorOracleTests
{
    [Fact]
    public void Operators_ReferenceTensors_AgreeForwardAndBackward() => NetworkFolder.Run("ops", (folder, backend) =>
    {
        HashSet<string> named = [];
        foreach (JsonProperty operation in folder.Case.GetProperty("ops").EnumerateObject())
        {
            named.Add(operation.Name);
            folder.Try(operation.Name, () => Answer(folder, backend, new OperatorNotation(operation.Name, operation.Value.GetString() ?? "")));
        }

        foreach (string orphan in folder.Names.Select(name => name[..name.LastIndexOf('.')]).Distinct().Except(named))
        {
            folder.Fail(orphan, "tensors of an operator that case.json does not name");
        }
    });

    private static void Answer(NetworkFolder folder, IBackend backend, OperatorNotation notation)
    {
        string[] inputs = [.. Enumerable.Range(0, 9).Select(k => $"{notation.Name}.in{k}").Where(folder.Has)];
        float[] expected = folder.Numbers(notation.Name + ".out");
        IEnumerable<Func<Tape, Tensor[], Tensor>>? ways = OperatorCases.Of(
            notation, [.. inputs.Select(folder.ShapeOf)], folder.ShapeOf(notation.Name + ".out"), folder.Numbers(inputs[0]), expected);
        if (ways is null)
        {
            folder.Fail(notation.Name, $"an operator of an unknown kind: '{notation.Description}'");
            return;
        }

        // Where the text leaves a setting open, the one whose output is nearest is asked.
        Func<Tape, Tensor[], Tensor>? nearest = ways.OrderBy(way => Distance(folder, backend, inputs, way, expected)).FirstOrDefault();
        if (nearest is null)
        {
            folder.Fail(notation.Name, $"no setting read from '{notation.Description}' gives an output of shape {folder.ShapeOf(notation.Name + ".out")}");
            return;
        }

        using var tape = Tape.Recording(backend);
        Tensor[] tensors = [.. inputs.Select(name => tape.Watch(folder.Input(tape, name)))];
        Tensor output = nearest(tape, tensors);
        string where = $"{notation.Name} on {backend.Name}";
        folder.CheckElements(where, "out", expected, output.ToArray(), folder.Tolerance("rtol", 1e-4), folder.Tolerance("atol", 1e-5));
        tape.Backward(output, folder.Input(tape, notation.Name + ".gout"));
        for (int k = 0; k < inputs.Length; k++)
        {
            string gradient = $"{notation.Name}.gin{k}";
            if (folder.Has(gradient))
            {
                folder.CheckNorm(where, $"gin{k}", folder.Numbers(gradient), tape.Gradient(tensors[k])?.ToArray() ?? [], folder.Tolerance("rel_norm_per_tensor", 1e-5));
            }
        }
    }

    private static double Distance(NetworkFolder folder, IBackend backend, string[] inputs, Func<Tape, Tensor[], Tensor> way, float[] expected)
    {
        using var tape = Tape.Inference(backend);
        float[] actual = way(tape, [.. inputs.Select(name => folder.Input(tape, name))]).ToArray();
        return actual.Length == expected.Length ? expected.Zip(actual, (a, b) => Math.Pow((double)a - b, 2)).Sum() : double.PositiveInfinity;
    }
}

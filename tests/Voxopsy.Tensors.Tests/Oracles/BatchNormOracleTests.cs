using System.Globalization;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Oracles;

[Trait("Category", "Oracle")]
public sealed class BatchNormOracleTests
{
    [Fact]
    public void RunningStatistics_BatchByBatch_Agree() => NetworkFolder.Run("batchnorm_stats", (folder, backend) =>
    {
        double relative = folder.Tolerance("rtol", 1e-4);
        double absolute = folder.Tolerance("atol", 1e-5);
        using ParameterSet parameters = new(backend);
        Parameter Start(string name, ParameterKind kind) => parameters.Add(name, kind, folder.ShapeOf("start_" + name), folder.Numbers("start_" + name));
        Parameter weight = Start("weight", ParameterKind.Trained);
        Parameter bias = Start("bias", ParameterKind.Trained);
        (Tensor Mean, Tensor Variance) running = (Start("running_mean", ParameterKind.Buffer).Value, Start("running_var", ParameterKind.Buffer).Value);
        int batches = folder.Names.Count(name => name[0] == 'x');
        for (int batch = 0; batch < batches; batch++)
        {
            string number = batch.ToString(CultureInfo.InvariantCulture);
            using var tape = Tape.Recording(backend);
            Tensor y = tape.BatchNorm(folder.Input(tape, "x" + number), weight.Value, bias.Value, running, BatchNormSettings.Default);
            string where = $"batch {number} on {backend.Name}";
            folder.CheckElements(where, "y", folder.Numbers("y" + number), y.ToArray(), relative, absolute);
            folder.CheckElements(where, "running mean", folder.Numbers($"after{number}_running_mean"), running.Mean.ToArray(), relative, absolute);
            folder.CheckElements(where, "running variance", folder.Numbers($"after{number}_running_var"), running.Variance.ToArray(), relative, absolute);
        }

        foreach (string name in folder.Names.Where(name => name.StartsWith("eval_y", StringComparison.Ordinal)))
        {
            using var tape = Tape.Inference(backend);
            Tensor y = tape.BatchNorm(folder.Input(tape, "x" + name["eval_y".Length..]), weight.Value, bias.Value, running, BatchNormSettings.Default with { Statistics = BatchStatistics.Running });
            folder.CheckElements($"{name} on {backend.Name}", "y", folder.Numbers(name), y.ToArray(), relative, absolute);
        }
    });
}

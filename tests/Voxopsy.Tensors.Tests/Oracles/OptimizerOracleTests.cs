using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Voxopsy.Tensors.Optimizers;
using Voxopsy.Tensors.Schedules;
using Voxopsy.Testing;

namespace Voxopsy.Tensors.Tests.Oracles;

[Trait("Category", "Oracle")]
public sealed class OptimizerOracleTests
{
    [Fact]
    public void OptimizersClippingAndSchedules_ReferencePaths_Agree() => NetworkFolder.Run("optim", (folder, backend) =>
    {
        foreach (JsonProperty optimizer in folder.Case.GetProperty("optimisers").EnumerateObject())
        {
            folder.Try(optimizer.Name, () => Walk(folder, backend, optimizer.Name, optimizer.Value.GetString()!));
        }

        folder.Try("clip", () => Clip(folder, backend));
        foreach (JsonProperty schedule in folder.Case.GetProperty("schedules").EnumerateObject())
        {
            folder.Try(schedule.Name, () => Follow(folder, schedule.Name, schedule.Value));
        }
    });

    private static void Walk(NetworkFolder folder, IBackend backend, string name, string settings)
    {
        using ParameterSet parameters = new(backend);
        Parameter weight = parameters.Add("weight", ParameterKind.Trained, folder.ShapeOf("start"), folder.Numbers("start"));
        using IOptimizer? optimizer = Made(parameters, settings);
        if (optimizer is null)
        {
            folder.Fail(name, $"an optimizer of an unknown kind: {settings}");
            return;
        }

        float[] gradients = folder.Numbers("grads");
        float[] path = folder.Numbers("path." + name);
        int size = weight.Shape.Count;
        for (int step = 0; step < gradients.Length / size; step++)
        {
            weight.ClearGradient();
            weight.AddGradient(backend.Create(weight.Shape, gradients.AsSpan(step * size, size)));
            optimizer.Advance(Setting(settings, "lr"));
            folder.CheckElements(
                $"{name} on {backend.Name}", $"step {step}", path.AsSpan(step * size, size), weight.Value.ToArray(), folder.Tolerance("rtol", 1e-5), folder.Tolerance("atol", 1e-6));
        }
    }

    private static IOptimizer? Made(ParameterSet parameters, string settings) => settings.Split(' ')[0] switch
    {
        "SGD" => new GradientDescent(parameters)
        {
            Momentum = Setting(settings, "momentum"),
            Form = Flag(settings, "nesterov") ? MomentumForm.Nesterov : MomentumForm.Heavy,
            WeightDecay = Setting(settings, "weight_decay"),
        },
        "Adam" or "AdamW" or "RAdam" => new Adam(parameters)
        {
            Form = settings[0] == 'R' ? AdamForm.Rectified : settings.StartsWith("AdamW", StringComparison.Ordinal) ? AdamForm.AdamW : Flag(settings, "amsgrad") ? AdamForm.AmsGrad : AdamForm.Adam,
            Beta1 = Betas(settings).First,
            Beta2 = Betas(settings).Second,
            Epsilon = Setting(settings, "eps"),
            WeightDecay = Setting(settings, "weight_decay"),
        },
        "RMSprop" when !Flag(settings, "centered") => new RmsProp(parameters)
        {
            Alpha = Setting(settings, "alpha"),
            Epsilon = Setting(settings, "eps"),
            Momentum = Setting(settings, "momentum"),
            WeightDecay = Setting(settings, "weight_decay"),
        },
        _ => null,
    };

    private static void Clip(NetworkFolder folder, IBackend backend)
    {
        Match rule = Regex.Match(folder.Case.GetProperty("layout").GetString()!, @"clipping to (\d*\.?\d+) of (\d+)\*grads\[(\d+)\]");
        double limit = Number(rule.Groups[1].Value);
        float factor = (float)Number(rule.Groups[2].Value);
        using ParameterSet parameters = new(backend);
        Parameter weight = parameters.Add("weight", ParameterKind.Trained, folder.ShapeOf("clip.grad"));
        int size = weight.Shape.Count;
        float[] gradient = [.. folder.Numbers("grads").AsSpan((int)Number(rule.Groups[3].Value) * size, size)];
        weight.AddGradient(backend.Create(weight.Shape, [.. gradient.Select(value => factor * value)]));
        double norm = GradientClipping.ByNorm(parameters, limit);
        folder.Check($"clip on {backend.Name}", "norm", folder.Numbers("clip.norm")[0], norm, 1e-6, OracleTally.Measure.Relative);
        folder.CheckElements($"clip on {backend.Name}", "gradient", folder.Numbers("clip.grad"), weight.Gradient!.ToArray(), 1e-5, 1e-6);
    }

    private static void Follow(NetworkFolder folder, string name, JsonElement expected)
    {
        double tolerance = folder.Tolerance("rel", 1e-9);
        double[] parts = [.. Regex.Matches(name, @"\d+(?:\.\d+)?(?:e-?\d+)?").Select(match => Number(match.Value))];
        if (expected.ValueKind == JsonValueKind.Object)
        {
            double[] rates = Values(expected.GetProperty("lr_after"));
            PlateauRate plateau = new() { Rate = rates[0], Factor = parts[0], Patience = (int)parts[1], Threshold = parts[2] };
            double[] values = Values(expected.GetProperty("values"));
            for (int i = 0; i < values.Length; i++)
            {
                plateau = plateau.After(values[i]);
                folder.Check(name, $"rate {i}", rates[i], plateau.Rate, tolerance, OracleTally.Measure.Relative);
            }

            return;
        }

        double[] list = Values(expected);
        Func<long, double>? schedule = name.Split('_')[0] switch
        {
            "cosine" when name.Contains("restarts", StringComparison.Ordinal) => LearningRates.CosineRestarts(list[0], (long)parts[0], (int)parts[1]),
            "cosine" => LearningRates.Cosine(list[0], (long)parts[0], parts.Length > 1 ? parts[1] : 0),
            "step" => LearningRates.Steps(list[0], (long)parts[0], parts[1]),
            "multistep" => LearningRates.Milestones(list[0], [.. parts[..^1].Select(value => (long)value)], parts[^1]),
            "exp" => LearningRates.Exponential(list[0], parts[0]),
            "onecycle" => LearningRates.OneCycle(parts[0], (long)parts[1]),
            "poly" => LearningRates.Poly(list[0], (long)parts[1], parts[0]),
            _ when name.StartsWith("warmup", StringComparison.Ordinal) => LearningRates.WarmUp(
                list[(int)parts[0]], (long)parts[0], LearningRates.Cosine(list[(int)parts[0]], (long)(parts[1] - parts[0]))),
            _ => null,
        };
        if (schedule is null)
        {
            folder.Fail(name, "a schedule of an unknown kind");
            return;
        }

        for (int step = 0; step < list.Length; step++)
        {
            folder.Check(name, $"rate {step}", list[step], schedule(step), tolerance, OracleTally.Measure.Relative);
        }
    }

    private static double[] Values(JsonElement list) => [.. list.EnumerateArray().Select(value => value.GetDouble())];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Setting(string settings, string name) => Number(Regex.Match(settings, $@"\s{name}: (\S+)").Groups[1].Value);

    private static bool Flag(string settings, string name) => settings.Contains($"{name}: True", StringComparison.Ordinal);

    private static (double First, double Second) Betas(string settings)
    {
        Match match = Regex.Match(settings, @"betas: \(([\d.]+), ([\d.]+)\)");
        return (Number(match.Groups[1].Value), Number(match.Groups[2].Value));
    }
}

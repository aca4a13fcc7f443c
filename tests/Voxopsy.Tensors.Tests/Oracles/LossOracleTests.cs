using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Voxopsy.Tensors.Losses;
using Voxopsy.Tensors.Operators;
using Voxopsy.Testing;

namespace Voxopsy.Tensors.Tests.Oracles;

[Trait("Category", "Oracle")]
public sealed partial class LossOracleTests
{
    [Fact]
    public void Losses_ReferenceTensors_AgreeWithGradients() => NetworkFolder.Run("losses", (folder, backend) =>
    {
        HashSet<string> named = [];
        foreach (JsonProperty rule in folder.Case.GetProperty("rules").EnumerateObject())
        {
            named.Add(rule.Name);
            folder.Try(rule.Name, () => Answer(folder, backend, rule.Name, rule.Value.GetString() ?? ""));
        }

        foreach (string orphan in folder.Names.Select(name => name.Split('.')[0]).Distinct().Except(named))
        {
            folder.Fail(orphan, "tensors of a loss that case.json does not name");
        }
    });

    private static void Answer(NetworkFolder folder, IBackend backend, string name, string rule)
    {
        using var tape = Tape.Recording(backend);
        Tensor logits = tape.Watch(folder.Input(tape, name + ".logits"));
        Tensor? loss = Loss(folder, tape, name, rule, logits);
        if (loss is null)
        {
            folder.Fail(name, $"a loss of an unknown kind: '{rule}'");
            return;
        }

        string where = $"{name} on {backend.Name}";
        folder.Check(where, "loss", folder.Numbers(name + ".loss")[0], loss.Item(), folder.Tolerance("rel", 1e-5), OracleTally.Measure.Relative);
        tape.Backward(loss);
        folder.CheckElements(where, "gradient", folder.Numbers(name + ".grad"), tape.Gradient(logits)?.ToArray() ?? [], folder.Tolerance("rtol", 1e-4), folder.Tolerance("atol", 1e-7));
    }

    private static Tensor? Loss(NetworkFolder folder, Tape tape, string name, string rule, Tensor logits)
    {
        float[] Argument(int k) => folder.Numbers($"{name}.arg{k}");
        ClassTargets Classes() => new([.. folder[$"{name}.arg0"].ToIntegers().Select(value => (int)value)]);
        double[]? weights = folder.Has($"{name}.arg1") && name.StartsWith("ce", StringComparison.Ordinal) ? [.. Argument(1).Select(value => (double)value)] : null;
        double? smoothing = Number(rule, "smoothing") ?? (name.Contains("smooth", StringComparison.Ordinal) ? Smoothing(folder, name, logits, Classes(), weights) : null);
        double smooth = Number(rule, "smooth") ?? 1e-5;
        Background background = rule.Contains("background included=True", StringComparison.Ordinal) ? Background.Included : Background.LeftOut;
        DiceLoss dice = new()
        {
            Scope = rule.Contains("batch_dice=True", StringComparison.Ordinal) ? DiceScope.Batch : DiceScope.Sample,
            Background = background,
            Smooth = smooth,
        };
        return name.Split('_')[0] switch
        {
            "ce" => new CrossEntropy { ClassWeights = weights, LabelSmoothing = smoothing ?? 0 }.Of(tape, logits, Classes()),
            "bce" => new BinaryCrossEntropy { PositiveWeight = folder.Has(name + ".arg1") ? Argument(1)[0] : 1 }.Of(tape, logits, folder.Input(tape, name + ".arg0")),
            "focal" when name.Contains("tversky", StringComparison.Ordinal) => Tversky(rule, smooth).Of(tape, logits, Classes()),
            "focal" when name.Contains("multiclass", StringComparison.Ordinal) => new FocalLoss { Gamma = Number(rule, "gamma") ?? 2 }.OfClasses(tape, logits, Classes()),
            "focal" => new FocalLoss { Gamma = Number(rule, "gamma") ?? 2, Alpha = Number(rule, "alpha") }.OfBinary(tape, logits, folder.Input(tape, name + ".arg0")),
            "dice" when name.Contains("ce", StringComparison.Ordinal) && name.Split('_').Contains("ce") => tape.Add(new CrossEntropy().Of(tape, logits, Classes()), dice.Of(tape, logits, Classes())),
            "dice" => dice.Of(tape, logits, Classes()),
            "tversky" => Tversky(rule, smooth).Of(tape, logits, Classes()),
            _ when name.StartsWith("topk", StringComparison.Ordinal) => new CrossEntropy { HardestShare = Percent(rule) / 100 }.Of(tape, logits, Classes()),
            "generalised" => new GeneralizedDiceLoss { Smooth = smooth }.Of(tape, logits, Classes()),
            "cox" => CoxLoss.Of(tape, logits, Argument(0), Argument(1)),
            _ => null,
        };
    }

    // Not every rule says how much is smoothed. The loss is a straight line in it, so the reference loss tells; the gradient is then asked independently.
    private static double Smoothing(NetworkFolder folder, string name, Tensor logits, ClassTargets targets, double[]? weights)
    {
        using var tape = Tape.Inference(logits.Backend);
        double At(double smoothing) => new CrossEntropy { ClassWeights = weights, LabelSmoothing = smoothing }.Of(tape, logits, targets).Item();
        return Math.Round((folder.Numbers(name + ".loss")[0] - At(0)) / (At(0.5) - At(0)) * 0.5, 3);
    }

    private static TverskyLoss Tversky(string rule, double smooth)
    {
        Match power = PowerForm().Match(rule);
        return new TverskyLoss
        {
            Alpha = Number(rule, @"alpha(?:\(fp\))?") ?? 0.3,
            Beta = Number(rule, @"beta(?:\(fn\))?") ?? 0.7,
            Smooth = smooth,
            Exponent = power.Success ? double.Parse(power.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 1,
        };
    }

    private static double? Number(string rule, string word)
    {
        Match match = Regex.Match(rule, $@"(?<!no )\b{word}\s+(\d*\.?\d+(?:e-?\d+)?)");
        return match.Success ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    private static double Percent(string rule) => double.Parse(PercentForm().Match(rule).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\^(\d*\.?\d+)")]
    private static partial Regex PowerForm();

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*%")]
    private static partial Regex PercentForm();
}

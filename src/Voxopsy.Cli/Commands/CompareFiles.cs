using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Voxopsy.Reporting.Figures;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.ClinicalUtility;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Study.Results;

namespace Voxopsy.Cli.Commands;

/// <summary>The files of a comparison: one document with all numbers, a table each, and the figures.</summary>
internal static class CompareFiles
{
    private const int Bins = 20;
    private const int Groups = 10;

    internal static void Write(DirectoryInfo folder, string document, StatsReport report, ModelComparison comparison)
    {
        Directory.CreateDirectory(folder.FullName);
        Save(folder, "comparison.json", document + "\n");
        foreach ((string name, string csv) in report.ToCsv())
        {
            Save(folder, Path.Combine("tables", FileName(name) + ".csv"), csv);
        }

        string heading = string.Create(CultureInfo.InvariantCulture, $"{comparison.Events.Count(one => one)} events of {comparison.Events.Length}");
        Save(folder, Path.Combine("figures", "roc.svg"), Roc(comparison, heading).ToSvg("roc"));
        int[] risks = [.. Enumerable.Range(0, comparison.Names.Length).Where(comparison.IsRisk)];
        if (risks.Length > 0 && comparison.Thresholds.Length > 1)
        {
            Save(folder, Path.Combine("figures", "decision-curve.svg"), Decision(comparison, risks, heading).ToSvg("decision-curve"));
        }

        if (risks.Length > 0 && comparison.CalibrationOf(risks[0]) is not null)
        {
            Save(folder, Path.Combine("figures", "calibration.svg"), Calibration(comparison, risks).ToSvg("calibration"));
        }
    }

    private static void Save(DirectoryInfo folder, string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string FileName(string table)
    {
        string words = table.Split('(')[0].Trim();
        return string.Concat(words.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')).Replace("--", "-", StringComparison.Ordinal);
    }

    private static RocFigure Roc(ModelComparison comparison, string heading) => new()
    {
        Title = "ROC curves",
        Description = "Sensitivity against 1 − specificity of each model.",
        HorizontalLabel = "1 − specificity",
        VerticalLabel = "Sensitivity",
        AreaLabel = "AUC (95% CI)",
        Panels =
        [
            new RocPanel(heading,
            [
                .. comparison.Names.Select((name, i) =>
                {
                    AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(comparison.Scores[i], comparison.Events);
                    return new RocSeries(
                        name,
                        new Estimate(area.Value, area.Lower, area.Upper),
                        [.. RocCurve.From(comparison.Scores[i], comparison.Events).Points.Reverse()
                            .Select(point => new Voxopsy.Study.Results.RocPoint(1 - point.Specificity, point.Sensitivity))],
                        null);
                }),
            ]),
        ],
    };

    private static DecisionCurveFigure Decision(ModelComparison comparison, int[] risks, string heading) => new()
    {
        Title = "Decision curves",
        Description = "Net benefit of treating by each model over threshold probabilities, against treating all and none.",
        HorizontalLabel = "Threshold probability",
        VerticalLabel = "Net benefit",
        TreatAllLabel = "Treat all",
        TreatNoneLabel = "Treat none",
        Panels =
        [
            new DecisionPanel(heading,
            [
                .. risks.Select(model => new DecisionSeries(
                    comparison.Names[model],
                    [.. comparison.DecisionCurveOf(model).Points.Select((DecisionPoint point) => new DecisionCurvePoint(
                        point.Threshold, new Estimate(point.NetBenefit, point.Lower, point.Upper), point.TreatAll, point.InterventionsAvoidedPer100))])),
            ]),
        ],
    };

    private static CalibrationFigure Calibration(ModelComparison comparison, int[] risks) => new()
    {
        Title = "Calibration",
        Description = "Observed proportion against predicted probability of each model.",
        HorizontalLabel = "Predicted probability",
        VerticalLabel = "Observed proportion",
        Words = new CalibrationWords("Smooth curve", "Tenths (95% CI)", "Ideal", "With outcome", "Without"),
        Panels = [.. risks.Select(model => Panel(comparison, model, comparison.CalibrationOf(model)!))],
    };

    private static CalibrationPanel Panel(ModelComparison comparison, int model, CalibrationCurve curve)
    {
        double[] risks = comparison.Scores[model];
        int[] order = [.. Enumerable.Range(0, risks.Length).OrderBy(i => risks[i])];
        IEnumerable<CalibrationGroup> groups = order.Chunk(Math.Max(1, (int)Math.Ceiling((double)order.Length / Groups))).Select(group =>
        {
            ProportionEstimate share = Proportion.Wilson(group.Count(i => comparison.Events[i]), group.Length);
            return new CalibrationGroup(group.Average(i => risks[i]), new Estimate(share.Value, share.Lower, share.Upper), group.Length);
        });
        ImmutableArray<int> Histogram(bool outcome) => [.. Enumerable.Range(0, Bins).Select(bin => Enumerable.Range(0, risks.Length)
            .Count(i => comparison.Events[i] == outcome && Math.Min(Bins - 1, (int)(risks[i] * Bins)) == bin))];
        return new CalibrationPanel(
            comparison.Names[model],
            [string.Create(CultureInfo.InvariantCulture, $"intercept {curve.Intercept:0.00}, slope {curve.Slope:0.00}, ICI {curve.Ici:0.000}")],
            [.. curve.Points.Select(point => new Voxopsy.Study.Results.CalibrationPoint(point.Predicted, point.Observed))],
            [.. groups],
            Histogram(outcome: true),
            Histogram(outcome: false));
    }
}

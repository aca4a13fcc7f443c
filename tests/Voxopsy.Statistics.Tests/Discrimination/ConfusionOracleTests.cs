using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.Discrimination;

[Trait("Category", "Oracle")]
public sealed class ConfusionOracleTests
{
    private const double Tolerance = 1e-12;
    private const double ExactInterval = 1e-10;

    [Fact]
    public void Confusion_EveryCase_AgreesWithR() => StatisticsOracle.Run("confusion", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (asked.Has("test1"))
        {
            Paired(asked);
        }
        else if (asked.Has("thresholds"))
        {
            AtThresholds(asked);
        }
        else if (asked.HasInput && asked.Table.Has("tp"))
        {
            int[][] cells = [.. new[] { "tp", "fp", "fn", "tn" }.Select(name => Array.ConvertAll(asked.Table.Numbers(name), cell => (int)cell))];
            for (int row = 0; row < asked.Table.RowCount; row++)
            {
                Table(asked, new ConfusionMatrix(cells[0][row], cells[1][row], cells[2][row], cells[3][row]), ExpectedQuantity.Key(row + 1));
            }
        }
        else if (asked.HasInput && asked.Table.Has("n"))
        {
            (string[] x, string[] n) = (asked.Table.Text("x"), asked.Table.Text("n"));
            for (int row = 0; row < x.Length; row++)
            {
                Intervals(asked, "proportion", (int)OracleTable.Number(x[row]), (int)OracleTable.Number(n[row]), $"{x[row]}/{n[row]}");
            }
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void AtThresholds(OracleCase asked)
    {
        string[] labels = asked.Table.Text(asked.Text("outcome"));
        double[] scores = asked.Table.Numbers(asked.Text("score"));
        int[] rows = [.. Enumerable.Range(0, scores.Length).Where(row => !double.IsNaN(scores[row]))];
        foreach (double threshold in asked.Numbers("thresholds"))
        {
            ConfusionMatrix matrix = ConfusionMatrix.At(
                [.. rows.Select(row => scores[row])], [.. rows.Select(row => labels[row] == asked.Text("positive"))], threshold);
            string key = ExpectedQuantity.Key(threshold);
            asked.Answer("count", "tp", key, matrix.TruePositives, 0);
            asked.Answer("count", "fp", key, matrix.FalsePositives, 0);
            asked.Answer("count", "fn", key, matrix.FalseNegatives, 0);
            asked.Answer("count", "tn", key, matrix.TrueNegatives, 0);
            Table(asked, matrix, key);
        }
    }

    private static void Table(OracleCase asked, ConfusionMatrix matrix, string key)
    {
        (int tp, int fp, int fn, int tn) = (matrix.TruePositives, matrix.FalsePositives, matrix.FalseNegatives, matrix.TrueNegatives);
        Intervals(asked, "sensitivity", tp, tp + fn, key, matrix.Sensitivity);
        Intervals(asked, "specificity", tn, tn + fp, key, matrix.Specificity);
        Intervals(asked, "ppv", tp, tp + fp, key, matrix.Ppv);
        Intervals(asked, "npv", tn, tn + fn, key, matrix.Npv);
        Intervals(asked, "accuracy", tp + tn, matrix.Count, key, matrix.Accuracy);
        Intervals(asked, "prevalence", tp + fn, matrix.Count, key, matrix.Prevalence);
        void Give(string quantity, double value) => asked.Answer(quantity, "estimate", key, value, Tolerance);
        Give("balanced_accuracy", matrix.BalancedAccuracy);
        Give("youden_J", matrix.YoudenIndex);
        Give("f1", matrix.F1.Value);
        Give("mcc", matrix.MatthewsCorrelation);
        Give("kappa", matrix.Kappa);
        void Ratio(string quantity, RatioEstimate ratio)
        {
            Give(quantity, ratio.Value);
            asked.Answer(quantity, "log_lower", key, ratio.Lower, Tolerance);
            asked.Answer(quantity, "log_upper", key, ratio.Upper, Tolerance);
        }

        Ratio("lr_positive", matrix.PositiveLikelihoodRatio);
        Ratio("lr_negative", matrix.NegativeLikelihoodRatio);
        Ratio("diagnostic_odds_ratio", matrix.DiagnosticOddsRatio);
    }

    private static void Intervals(OracleCase asked, string quantity, int k, int n, string key, ProportionEstimate? wilson = null)
    {
        asked.Answer(quantity, "estimate", key, wilson?.Value ?? ((double)k / n), Tolerance);
        void Give(string method, ProportionEstimate estimate, double tolerance)
        {
            asked.Answer(quantity, $"{method}_lower", key, estimate.Lower, tolerance, Measure.Absolute);
            asked.Answer(quantity, $"{method}_upper", key, estimate.Upper, tolerance, Measure.Absolute);
        }

        Give("wilson", wilson ?? Proportion.Wilson(k, n), Tolerance);
        Give("wilson_cc", Proportion.WilsonContinuityCorrected(k, n), Tolerance);
        Give("clopper_pearson", Proportion.ClopperPearson(k, n), ExactInterval);
        Give("agresti_coull", Proportion.AgrestiCoull(k, n), Tolerance);
        Give("wald", Proportion.Wald(k, n), Tolerance);
        Give("jeffreys", Proportion.Jeffreys(k, n), ExactInterval);
    }

    private static void Paired(OracleCase asked)
    {
        (double[] first, double cutFirst) = Rule(asked, "test1");
        (double[] second, double cutSecond) = Rule(asked, "test2");
        string[] labels = asked.Table.Text(asked.Text("outcome"));
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => !double.IsNaN(first[row]) && !double.IsNaN(second[row]))];
        void Give(string quantity, IEnumerable<int> kept, Func<bool, bool, bool> isRight)
        {
            int[] subjects = [.. kept];
            bool[] Right(double[] values, double cut) => [.. subjects.Select(row => isRight(values[row] >= cut, labels[row] == asked.Text("positive")))];
            McNemarResult test = McNemar.Compare(Right(first, cutFirst), Right(second, cutSecond));
            asked.Answer(quantity, "only_test1", "", test.OnlyFirst, 0);
            asked.Answer(quantity, "only_test2", "", test.OnlySecond, 0);
            asked.Answer(quantity, "chi2", "", test.Plain.Statistic, Tolerance);
            asked.Answer(quantity, "p", "", test.Plain.P, Tolerance);
            asked.Answer(quantity, "chi2_cc", "", test.Corrected.Statistic, Tolerance);
            asked.Answer(quantity, "p_cc", "", test.Corrected.P, Tolerance);
            asked.Answer(quantity, "p_exact", "", test.ExactP, Tolerance);
        }

        Give("sensitivity", rows.Where(row => labels[row] == asked.Text("positive")), (called, _) => called);
        Give("specificity", rows.Where(row => labels[row] != asked.Text("positive")), (called, _) => !called);
        Give("accuracy", rows, (called, positive) => called == positive);
    }

    private static (double[] Values, double Cut) Rule(OracleCase asked, string name)
    {
        string[] parts = asked.Text(name).Split(" >= ");
        return (asked.Table.Numbers(parts[0]), OracleTable.Number(parts[1]));
    }
}

using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles.ClassicalLearning;

/// <summary>Answers the cases of calibration and of metrics of one score.</summary>
internal static class CalibrationAnswers
{
    private const double Exact = 1e-9;

    internal static void Curves(OracleCase asked)
    {
        (double[] scores, bool[] events) = Score(asked);
        SigmoidCalibration platt = SigmoidCalibration.FitAsScikitLearn(scores, events);
        double[] fitted = Array.ConvertAll(scores, platt.Predict);

        asked.Answer("platt_a", platt.Slope, Exact);
        asked.Answer("platt_b", platt.Intercept, Exact);
        IsotonicCalibration isotonic = IsotonicCalibration.Fit(scores, events);
        for (int i = 0; i < scores.Length; i++)
        {
            string key = ExpectedQuantity.Key(i + 1);
            asked.Answer("platt_probability", key, "", fitted[i], Exact);
            asked.Answer("isotonic_probability", key, "", isotonic.Predict(scores[i]), Exact);
        }
    }

    internal static void Metrics(OracleCase asked)
    {
        (double[] scores, bool[] events) = Score(asked);
        double sign = asked.Number("sign");
        double[] probability = Array.ConvertAll(scores, score => 1 / (1 + Math.Exp(-sign * score)));
        PrecisionRecallCurve curve = PrecisionRecallCurve.From(probability, events);
        ConfusionMatrix calls = ConfusionMatrix.At(probability, events, 0.5);
        asked.Answer("auc", AreaUnderCurve.Value(probability, events), Exact);
        asked.Answer("average_precision", curve.AveragePrecision, Exact);
        asked.Answer("log_loss", -events.Select((one, i) => Math.Log(one ? probability[i] : 1 - probability[i])).Average(), Exact);
        asked.Answer("brier", BrierScore.Of(probability, events), Exact);
        asked.Answer("f1_at_05", calls.F1.Value, Exact);
        asked.Answer("mcc_at_05", calls.MatthewsCorrelation, Exact);
        asked.Answer("kappa_at_05", calls.Kappa, Exact);

        // The reference lists thresholds upwards and ends with precision 1 at recall 0, which has no threshold.
        PrecisionRecallPoint[] points = [.. curve.Points.Reverse()];
        for (int i = 0; i <= points.Length; i++)
        {
            string key = ExpectedQuantity.Key(i + 1);
            asked.Answer("pr_precision", key, "", i < points.Length ? points[i].Precision : 1, Exact);
            asked.Answer("pr_recall", key, "", i < points.Length ? points[i].Recall : 0, Exact);
            if (i < points.Length)
            {
                asked.Answer("pr_threshold", key, "", points[i].Threshold, Exact);
            }
        }
    }

    private static (double[] Scores, bool[] Events) Score(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        FeatureTable one = rows.All.Select([new FeatureId(asked.Text("score"))]);
        return (ClassicalCase.Standardize(one, one).Column(0).ToArray(), rows.AllEvents);
    }
}

using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics.Optimization;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Calibration;

/// <summary>Platt's scaling: a probability from any score, 1 / (1 + exp(slope × score + intercept)); the slope is negative when high scores speak for the event.</summary>
/// <param name="Slope">Platt's A.</param>
/// <param name="Intercept">Platt's B.</param>
/// <remarks>
/// Source: Platt 1999, in Advances in Large Margin Classifiers, with his smoothed targets (n₊ + 1)/(n₊ + 2) and 1/(n₋ + 2), which keep the slope finite
/// where scores separate the classes; Newton's method as in Lin, Lin and Weng 2007, Machine Learning 68:267. The maximum itself, where
/// scikit-learn's BFGS stops once its gradient is below 1e-5 (<see cref="FitAsScikitLearn"/>).
/// </remarks>
public sealed record SigmoidCalibration(double Slope, double Intercept)
{
    /// <summary>Learns slope and intercept from scores that were not fitted to these outcomes.</summary>
    /// <param name="scores">One finite score a subject.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static SigmoidCalibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        int cases = ScoredOutcomes.Check(scores, events);
        int controls = events.Length - cases;
        double high = (cases + 1.0) / (cases + 2.0);
        double low = 1.0 / (controls + 2.0);

        // Scores enter centered and scaled, so that the two unknowns are of one size.
        double center = 0;
        foreach (double score in scores)
        {
            center += score / scores.Length;
        }

        double scale = 0;
        foreach (double score in scores)
        {
            scale = Math.Max(scale, Math.Abs(score - center));
        }

        scale = scale > 0 ? scale : 1;
        double a = 0;
        double b = Math.Log((controls + 1.0) / (cases + 1.0));
        double loss = Loss(scores, events, center, scale, a, b, high, low);
        for (int step = 0; step < 200; step++)
        {
            double ga = 0;
            double gb = 0;
            double haa = 1e-12;
            double hab = 0;
            double hbb = 1e-12;
            for (int i = 0; i < scores.Length; i++)
            {
                double x = (scores[i] - center) / scale;
                double p = LogisticFunction.Probability(-((a * x) + b));
                double d = (events[i] ? high : low) - p;
                double w = p * (1 - p);
                ga += d * x;
                gb += d;
                haa += w * x * x;
                hab += w * x;
                hbb += w;
            }

            double determinant = (haa * hbb) - (hab * hab);
            double da = -((hbb * ga) - (hab * gb)) / determinant;
            double db = -((haa * gb) - (hab * ga)) / determinant;
            double share = 1;
            double next = Loss(scores, events, center, scale, a + da, b + db, high, low);
            while (next > loss + (1e-12 * Math.Abs(loss)) && share > 1e-10)
            {
                share /= 2;
                next = Loss(scores, events, center, scale, a + (share * da), b + (share * db), high, low);
            }

            a += share * da;
            b += share * db;
            loss = next;
            if (Math.Max(Math.Abs(da), Math.Abs(db)) <= 1e-13 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b))))
            {
                break;
            }
        }

        return new SigmoidCalibration(a / scale, b - (a * center / scale));
    }

    /// <summary>Learns slope and intercept as scikit-learn's calibration does, short of the optimum in the seventh digit or so; to reproduce its numbers.</summary>
    /// <param name="scores">One finite score a subject.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static SigmoidCalibration FitAsScikitLearn(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        int cases = ScoredOutcomes.Check(scores, events);
        int controls = events.Length - cases;
        double high = (cases + 1.0) / (cases + 2.0);
        double low = 1.0 / (controls + 2.0);
        double[] place = [0, Math.Log((controls + 1.0) / (cases + 1.0))];
        double[] values = scores.ToArray();
        bool[] outcomes = events.ToArray();
        QuasiNewton.Minimize(
            (at, gradient) =>
            {
                gradient.Clear();
                double loss = 0;
                for (int i = 0; i < values.Length; i++)
                {
                    // Written as the reference writes it, infinite where a probability rounds to 0 or 1: its steps are cut there.
                    double target = outcomes[i] ? high : low;
                    double p = LogisticFunction.Probability(-((at[0] * values[i]) + at[1]));
                    loss -= (target * Math.Log(p)) + ((1 - target) * Math.Log(1 - p));
                    double d = target - p;
                    gradient[0] += d * values[i];
                    gradient[1] += d;
                }

                return loss;
            },
            place);
        return new SigmoidCalibration(place[0], place[1]);
    }

    /// <summary>The probability of the event at a score, within (0, 1).</summary>
    public double Predict(double score) => LogisticFunction.Probability(-((Slope * score) + Intercept));

    private static double Loss(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> events, double center, double scale, double a, double b, double high, double low)
    {
        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double linear = -((a * (scores[i] - center) / scale) + b);
            sum += LogisticFunction.SoftPlus(linear) - ((events[i] ? high : low) * linear);
        }

        return sum;
    }
}

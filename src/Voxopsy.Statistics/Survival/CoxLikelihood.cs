using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Survival;

/// <summary>Cox's partial likelihood with its derivatives, over centered and scaled columns.</summary>
internal sealed class CoxLikelihood
{
    private readonly SurvivalOutcome _outcome;
    private readonly CoxTies _ties;
    private readonly double[][] _columns;

    internal CoxLikelihood(SurvivalOutcome outcome, Matrix predictors, CoxTies ties)
    {
        _outcome = outcome;
        _ties = ties;
        _columns = new double[predictors.ColumnCount][];
        Centers = new double[_columns.Length];
        Scales = new double[_columns.Length];
        for (int j = 0; j < _columns.Length; j++)
        {
            double[] column = predictors.Column(j).ToArray();
            double center = VectorMath.Mean(column);
            double scale = Math.Sqrt(column.Average(value => (value - center) * (value - center)));
            (Centers[j], Scales[j]) = (center, scale > 0 ? scale : 1);
            _columns[j] = [.. column.Select(value => (value - center) / (scale > 0 ? scale : 1))];
        }
    }

    internal double[] Centers { get; }

    internal double[] Scales { get; }

    /// <summary>Value, slope and curvature; with weights of time also the derivatives by effects that change with it.</summary>
    internal sealed record Evaluation(double Value, double[] Score, double[] Information, double[] TimeScore, double[] CrossInformation, double[] TimeInformation);

    internal Evaluation Evaluate(double[] coefficients, Func<double, double>? weightOfTime = null)
    {
        int p = _columns.Length;
        int n = _outcome.Count;
        double[] linear = Linear(coefficients);
        double value = 0;
        double[] score = new double[p];
        double[] information = new double[p * p];
        double[] timeScore = new double[p];
        double[] cross = new double[p * p];
        double[] timeInformation = new double[p * p];
        Sums risk = new(p);
        for (int end = n - 1; end >= 0;)
        {
            double time = _outcome.Times[_outcome.Order[end]];
            Sums dead = new(p);
            double[] sum = new double[p];
            int deaths = 0;
            int start = end;
            for (; start >= 0 && _outcome.Times[_outcome.Order[start]] == time; start--)
            {
                int i = _outcome.Order[start];
                double hazard = Math.Exp(linear[i]);
                risk.Add(_columns, i, hazard);
                if (_outcome.Events[i])
                {
                    deaths++;
                    dead.Add(_columns, i, hazard);
                    value += linear[i];
                    for (int j = 0; j < p; j++)
                    {
                        sum[j] += _columns[j][i];
                    }
                }
            }

            end = start;
            if (deaths == 0)
            {
                continue;
            }

            double weight = weightOfTime?.Invoke(time) ?? 0;
            for (int j = 0; j < p; j++)
            {
                score[j] += sum[j];
                timeScore[j] += weight * sum[j];
            }

            for (int k = 0; k < deaths; k++)
            {
                double share = _ties == CoxTies.Efron ? (double)k / deaths : 0;
                double total = risk.Zero - (share * dead.Zero);
                value -= Math.Log(total);
                for (int j = 0; j < p; j++)
                {
                    double mean = (risk.One[j] - (share * dead.One[j])) / total;
                    score[j] -= mean;
                    timeScore[j] -= weight * mean;
                    for (int m = 0; m <= j; m++)
                    {
                        double other = (risk.One[m] - (share * dead.One[m])) / total;
                        double variance = ((risk.Two[(j * p) + m] - (share * dead.Two[(j * p) + m])) / total) - (mean * other);
                        information[(j * p) + m] += variance;
                        cross[(j * p) + m] += weight * variance;
                        timeInformation[(j * p) + m] += weight * weight * variance;
                    }
                }
            }
        }

        Mirror(information, p);
        Mirror(cross, p);
        Mirror(timeInformation, p);
        return new Evaluation(value, score, information, timeScore, cross, timeInformation);
    }

    internal double[] Linear(double[] coefficients)
    {
        double[] linear = new double[_outcome.Count];
        for (int j = 0; j < coefficients.Length; j++)
        {
            VectorMath.AddScaled(coefficients[j], _columns[j], linear);
        }

        return linear;
    }

    private static void Mirror(double[] values, int size)
    {
        for (int j = 0; j < size; j++)
        {
            for (int m = 0; m < j; m++)
            {
                values[(m * size) + j] = values[(j * size) + m];
            }
        }
    }

    /// <summary>Sums of hazards, hazards times columns and hazards times pairs of columns.</summary>
    private sealed class Sums(int size)
    {
        internal double Zero { get; private set; }

        internal double[] One { get; } = new double[size];

        internal double[] Two { get; } = new double[size * size];

        internal void Add(double[][] columns, int row, double hazard)
        {
            Zero += hazard;
            for (int j = 0; j < columns.Length; j++)
            {
                double weighted = hazard * columns[j][row];
                One[j] += weighted;
                for (int m = 0; m <= j; m++)
                {
                    Two[(j * columns.Length) + m] += weighted * columns[m][row];
                }
            }
        }
    }
}

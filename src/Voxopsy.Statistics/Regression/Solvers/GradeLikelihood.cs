using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The likelihood of ordered grades with its first and second derivatives by coefficients, then cut-points.</summary>
/// <remarks>It is concave (Pratt 1981, J Am Stat Assoc 76:103), so Newton's method with halved steps finds its one maximum.</remarks>
internal sealed class GradeLikelihood(StandardizedDesign design, int[] gradeOfRow, int grades)
{
    private readonly int _predictors = design.Count - 1;

    internal int Size => _predictors + grades - 1;

    internal double[] Gradient { get; } = new double[design.Count - 1 + grades - 1];

    /// <summary>Gets minus the second derivative, symmetric, by rows.</summary>
    internal double[] Information { get; } = new double[(design.Count + grades - 2) * (design.Count + grades - 2)];

    /// <summary>The share of the logistic distribution between two values, exact far out on both sides.</summary>
    internal static double Between(double lower, double upper) => lower > 0
        ? LogisticFunction.Probability(-lower) - LogisticFunction.Probability(-upper)
        : LogisticFunction.Probability(upper) - LogisticFunction.Probability(lower);

    /// <summary>The log-likelihood; −∞ where cut-points do not ascend.</summary>
    internal double Value(double[] parameters)
    {
        double sum = 0;
        double[] linear = Linear(parameters);
        for (int i = 0; i < linear.Length; i++)
        {
            (double lower, double upper) = Ends(parameters, linear[i], gradeOfRow[i]);
            double share = Between(lower, upper);
            sum += share > 0 ? Math.Log(share) : double.NegativeInfinity;
        }

        return sum;
    }

    internal void Differentiate(double[] parameters)
    {
        Array.Clear(Gradient);
        Array.Clear(Information);
        double[] linear = Linear(parameters);
        double[] byUpper = new double[Size];
        double[] byLower = new double[Size];
        for (int i = 0; i < linear.Length; i++)
        {
            int grade = gradeOfRow[i];
            (double lower, double upper) = Ends(parameters, linear[i], grade);
            double share = Between(lower, upper);
            (double upperDensity, double upperChange) = Density(upper);
            (double lowerDensity, double lowerChange) = Density(lower);
            (double a, double b) = (upperDensity / share, lowerDensity / share);
            for (int j = 0; j < _predictors; j++)
            {
                byUpper[j] = byLower[j] = -design.Column(j + 1)[i];
            }

            Array.Clear(byUpper, _predictors, grades - 1);
            Array.Clear(byLower, _predictors, grades - 1);
            if (grade < grades - 1)
            {
                byUpper[_predictors + grade] = 1;
            }

            if (grade > 0)
            {
                byLower[_predictors + grade - 1] = 1;
            }

            double upperUpper = (a * a) - (upperChange / share);
            double lowerLower = (b * b) + (lowerChange / share);
            for (int r = 0; r < Size; r++)
            {
                Gradient[r] += (a * byUpper[r]) - (b * byLower[r]);
                for (int c = 0; c <= r; c++)
                {
                    Information[(r * Size) + c] += (upperUpper * byUpper[r] * byUpper[c]) + (lowerLower * byLower[r] * byLower[c])
                        - (a * b * ((byUpper[r] * byLower[c]) + (byLower[r] * byUpper[c])));
                }
            }
        }
    }

    private static (double Density, double Change) Density(double x)
    {
        if (double.IsInfinity(x))
        {
            return (0, 0);
        }

        double p = LogisticFunction.Probability(x);
        double density = p * LogisticFunction.Probability(-x);
        return (density, density * (1 - (2 * p)));
    }

    private (double Lower, double Upper) Ends(double[] parameters, double linear, int grade) => (
        grade > 0 ? parameters[_predictors + grade - 1] - linear : double.NegativeInfinity,
        grade < grades - 1 ? parameters[_predictors + grade] - linear : double.PositiveInfinity);

    private double[] Linear(double[] parameters)
    {
        double[] linear = new double[design.RowCount];
        for (int j = 0; j < _predictors; j++)
        {
            VectorMath.AddScaled(parameters[j], design.Column(j + 1), linear);
        }

        return linear;
    }
}

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Takes the solutions of a path as they come.</summary>
internal interface IPathCollector
{
    /// <summary>Takes one solution: its penalty, the coefficients of the scaled columns, the share of deviance explained.</summary>
    void Add(double lambda, double[] coefficients, double ratio);
}

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Solves a penalized model for one pair of penalties after the other, each from the last solution.</summary>
internal interface IPathSolver
{
    /// <summary>Gets the coefficients of the scaled columns.</summary>
    double[] Coefficients { get; }

    /// <summary>Gets the largest violation of the optimality conditions that the last solution leaves.</summary>
    double Violation { get; }

    /// <summary>Fits the variables without penalty alone.</summary>
    void SolveUnpenalized(double tolerance);

    /// <summary>The largest slope of a penalized variable over its factor: the penalty from which on none is in play.</summary>
    double LargestSlope();

    /// <summary>Solves for a pair of penalties.</summary>
    /// <param name="l1">Penalty of the absolute values.</param>
    /// <param name="l2">Penalty of the squares.</param>
    /// <param name="lastL1">The absolute penalty solved before, for screening.</param>
    /// <param name="tolerance">The violation to reach.</param>
    void Solve(double l1, double l2, double lastL1, double tolerance);
}

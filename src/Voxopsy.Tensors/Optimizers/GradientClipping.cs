namespace Voxopsy.Tensors.Optimizers;

/// <summary>Keeps the norm of all gradients together below a limit.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients by limit / (norm + 1e-6) where that is below 1.</summary>
    /// <param name="parameters">The trained ones that have a gradient count.</param>
    /// <param name="limit">Of the norm; above 0.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="NonFiniteException">The norm is not a finite number; nothing is scaled.</exception>
    public static double ByNorm(ParameterSet parameters, double limit)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        double sum = 0;
        foreach (Parameter parameter in parameters.Trained)
        {
            double own = parameter.Gradient is { } gradient ? parameters.Backend.SumOfSquares(gradient) : 0;
            if (!double.IsFinite(own))
            {
                throw new NonFiniteException($"The gradient of '{parameter.Name}' holds NaN or infinite values, so gradients cannot be clipped. Lower the learning rate, or ask the tape for the first operator that made them (RequireFinite) before going backward.");
            }

            sum += own;
        }

        double norm = Math.Sqrt(sum);
        double factor = limit / (norm + 1e-6);
        foreach (Parameter parameter in parameters.Trained)
        {
            if (factor < 1 && parameter.Gradient is { } gradient)
            {
                parameters.Backend.ScaleInPlace(gradient, (float)factor);
            }
        }

        return norm;
    }
}

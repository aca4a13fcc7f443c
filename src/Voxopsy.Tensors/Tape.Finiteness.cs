namespace Voxopsy.Tensors;

public sealed partial class Tape
{
    /// <summary>Makes sure that a loss is a number, and names the operator that first made something else.</summary>
    /// <param name="loss">Made on this tape; call before <see cref="Backward(Tensor)"/>, while the intermediates are there.</param>
    /// <exception cref="NonFiniteException">It is NaN or infinite.</exception>
    public void RequireFinite(Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        long bad = Backend.CountNonFinite(loss);
        if (bad == 0)
        {
            return;
        }

        throw new NonFiniteException(
            $"The loss is not a finite number ({(loss.Shape.Count == 1 ? loss.Item().ToString(System.Globalization.CultureInfo.InvariantCulture) : $"{bad} of {loss.Shape.Count} values")}). "
            + (FirstNonFinite() is { } first
                ? $"First made by {first}."
                : "No recorded operator made it first: look at the input, the targets and the class weights.")
            + " Lower the learning rate, clip gradients, or check the images for values that are not finite.");
    }

    /// <summary>The first operator on this tape with a NaN or an infinity in what it made, among those whose output is still there; null when there is none.</summary>
    /// <returns>Its name and place, the shape, how many values, and what came in.</returns>
    public string? FirstNonFinite()
    {
        foreach (Tensor tensor in _owned)
        {
            if (tensor.IsFreed || Backend.CountNonFinite(tensor) is not (> 0 and long bad))
            {
                continue;
            }

            return $"{tensor.Origin}: {bad} of {tensor.Shape.Count} values of its output {tensor.Shape} are NaN or infinite";
        }

        return null;
    }
}

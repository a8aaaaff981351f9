using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Intranet.Web.Shared;

/// <summary>What is wrong with a field, in the words of SharedTexts, wherever the attribute says nothing itself.</summary>
internal sealed class OwnValidationWords : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (rule.ErrorMessage is not null || rule.ErrorMessageResourceName is not null) continue;
            rule.ErrorMessage = rule switch
            {
                RequiredAttribute => "field-required",
                StringLengthAttribute or MaxLengthAttribute => "field-too-long",
                EmailAddressAttribute => "field-email",
                _ => "field-wrong",
            };
        }
    }
}

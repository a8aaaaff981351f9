using Intranet.Domain.Accounts;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Branding;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>Asks <see cref="PasswordRules"/>, with what is known about the owner. The error codes are names in resources.</summary>
public sealed class AccountPasswordValidator(IntranetDb db, OrganisationCache organisations, PasswordRules rules) : IPasswordValidator<Account>
{
    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var organisation = await organisations.GetAsync(CancellationToken.None);
        var owner = await db.Employees.Where(e => e.Id == user.Id)
            .Select(e => new PasswordOwner(e.FirstName, e.LastName, e.Email, organisation.Name, organisation.SiteName))
            .OneAsync(CancellationToken.None);
        var broken = rules.Check(password ?? "", owner);
        return broken.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. broken.Select(rule => new IdentityError { Code = rule })]);
    }
}
